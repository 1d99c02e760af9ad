"""Whether two libraries see the same digits on a page of a file whose index is damaged.

Each then looks for the objects of the file in its own way, and where a number is given to two of
them, they may take different ones: what one reads is not what the other shows.
"""

from collections import Counter

import pypdfium2 as pdfium
from pdfminer.pdfdocument import PDFXRefFallback
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF

DISAGREED = "the file is damaged, and which of its objects draw the page cannot be told"


def has_lost_its_index(pdf: PDF) -> bool:
    """Whether the objects of the file had to be searched for."""
    return any(isinstance(index, PDFXRefFallback) for index in pdf.doc.xrefs)


def see_the_same(page: PlumberPage, displayed: pdfium.PdfPage) -> bool:
    """Whether both find as many of each digit; those printed twice in a place count once."""
    places = {(char["text"], round(char["x0"]), round(char["top"])) for char in page.chars}
    read = Counter(text for text, _, _ in places if text.isdigit())
    textpage = displayed.get_textpage()
    try:
        return read == Counter(filter(str.isdigit, textpage.get_text_range()))
    finally:
        textpage.close()
