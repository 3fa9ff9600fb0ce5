"""`regiorules` with this plugin, as a program, where the plugin isn't installed: `python serving.py serve …`."""

import sys
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
COMMAND = [sys.executable, __file__, "serve"]

if __name__ == "__main__":
    sys.path.insert(0, str(SOURCE))
    import regiorules_web

    from regiorules.cli import main
    from regiorules.plugins import load_plugins

    main.main(sys.argv[1:], prog_name="regiorules", obj=load_plugins(only=(), modules={"web": regiorules_web}))
