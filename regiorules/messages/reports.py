"""Messages about reports."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "pdf_missing": Text(
        "voor PDF is WeasyPrint nodig; installeer regiorules[pdf], of kies --format html en druk die pagina af als PDF",
        "PDF needs WeasyPrint; install regiorules[pdf], or choose --format html and print that page as PDF",
    ),
    "pdf_libraries": Text(
        "voor PDF heeft WeasyPrint de bibliotheek Pango nodig, en die is er niet; installeer Pango (op Debian libpango-1.0-0 en libpangoft2-1.0-0), of kies --format html en druk die pagina af als PDF",
        "PDF needs the library Pango for WeasyPrint, and it isn't there; install Pango (on Debian libpango-1.0-0 and libpangoft2-1.0-0), or choose --format html and print that page as PDF",
    ),
}
