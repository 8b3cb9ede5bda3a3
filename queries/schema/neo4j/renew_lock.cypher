// title: Hold the store for longer, or let go with a lease of 0, where one still holds it
// parameters: id, token, lease
// returns: until
MATCH (lock:StoreLock {id: $id, token: $token})
SET lock.until = timestamp() + $lease
RETURN lock.until AS until
