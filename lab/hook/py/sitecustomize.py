# Read by every Python that stickylab trace -by hook starts: it begins the hook, then
# does what the user's own sitecustomize does. Old Pythons must be able to read it.
import os
import sys

_folder = os.path.dirname(os.path.abspath(__file__))
if sys.version_info >= (3, 7):
    import _stickylab_hook
    _stickylab_hook.start(_folder)
    del sys.modules["_stickylab_hook"], sys.modules["_stickylab_ring"]

sys.path[:] = [_path for _path in sys.path if os.path.abspath(_path) != _folder]
sys.path_importer_cache.pop(_folder, None)
_own = sys.modules.pop("sitecustomize")
try:
    import sitecustomize
except ImportError as _error:
    if getattr(_error, "name", "sitecustomize") != "sitecustomize":
        raise
    sys.modules["sitecustomize"] = _own
