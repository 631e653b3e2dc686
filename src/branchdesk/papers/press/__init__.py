"""The press: from blocks of words to pages of GB/T 9704 and the bytes of a PDF, the same for all papers."""
