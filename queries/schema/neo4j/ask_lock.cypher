// title: Who holds the store for itself; asking takes the lock of the node until the transaction ends
// parameters: id, token
// returns: token, what, host, pid, until, now
MERGE (lock:StoreLock {id: $id})
SET lock.asked = $token
RETURN lock.token AS token, lock.what AS what, lock.host AS host, lock.pid AS pid,
       lock.until AS until, timestamp() AS now
