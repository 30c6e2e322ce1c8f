"""The supervisors that can be measured, in the order of the table."""
from .floors import RawC, RawJvm
from .pm2 import Pm2
from .pmtr import Pmtr
from .procmgr import ProcMgrJava, ProcMgrNative
from .runit import S6, Runit
from .supervisord import Supervisord
from .systemd import Systemd

ALL = [RawC, RawJvm, Pmtr, Supervisord, Runit, S6, Pm2, Systemd, ProcMgrNative, ProcMgrJava]
FLOOR = RawC.name
FLOORS = {RawC.name, RawJvm.name}
OURS = ProcMgrNative.name
OUR_ENGINES = {ProcMgrNative.name, ProcMgrJava.name}
