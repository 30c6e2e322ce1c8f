#!/bin/sh
# container.sh ROOT PROCMGR JAVA CONFIG STATE LOGS COMMAND...: becomes the command in a root directory as the container file
# makes it, which can only be read, without any rights of root. Within mount and pid namespaces of its own.
set -e
root=$1 procmgr=$2 java=$3 config=$4 state=$5 logs=$6
shift 6
mount -t tmpfs tmpfs "$root"
cd "$root"
mkdir -p usr etc/procmgr proc dev tmp opt/procmgr opt/java var/lib/procmgr var/log/procmgr
for name in bin sbin lib lib64; do
  if [ -L /$name ]; then
    cp -P /$name .
  elif [ -d /$name ]; then
    mkdir $name
    mount --rbind /$name $name
  fi
done
mount --rbind /usr usr
mount --rbind /dev dev
mount -t proc proc proc
for file in /etc/ld.so.cache /etc/passwd /etc/group /etc/nsswitch.conf /etc/alternatives /etc/java*; do
  [ ! -e "$file" ] || cp -a "$file" etc/
done
mount --bind "$java" opt/java
mount --bind "$procmgr" opt/procmgr
mount --bind "$config" etc/procmgr
mount --bind "$state" var/lib/procmgr
mount --bind "$logs" var/log/procmgr
for place in opt/java opt/procmgr etc/procmgr .; do
  mount -o remount,bind,ro "$root/$place"
done
export JAVA_HOME=/opt/java
exec chroot "$root" setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set -all "$@"
