// title: Hold the store for oneself for a while
// parameters: id, token, what, host, pid, lease
// returns: until
MATCH (lock:StoreLock {id: $id})
SET lock.token = $token, lock.what = $what, lock.host = $host, lock.pid = $pid,
    lock.until = timestamp() + $lease
RETURN lock.until AS until
