# pragma version 0.4.3
# What owners of transparency logs said of them: sizes with their roots. A size only grows.

event Opened:
    log_id: indexed(bytes32)
    owner: indexed(address)

event Offered:
    log_id: indexed(bytes32)
    heir: indexed(address)

event Anchored:
    log_id: indexed(bytes32)
    size: uint256
    root: bytes32

struct Latest:
    size: uint256
    root: bytes32

owner: public(HashMap[bytes32, address])
heir: public(HashMap[bytes32, address])
root_at: public(HashMap[bytes32, HashMap[uint256, bytes32]])
size: HashMap[bytes32, uint256]


@external
def open_log(log_id: bytes32):
    assert self.owner[log_id] == empty(address), "open"
    self.owner[log_id] = msg.sender
    log Opened(log_id=log_id, owner=msg.sender)


@external
def anchor(log_id: bytes32, size: uint256, root: bytes32):
    assert msg.sender == self.owner[log_id], "stranger"
    # The same size with the same root is refused too: an owner that sends twice shall notice.
    assert size > self.size[log_id], "size"
    assert root != empty(bytes32), "root"
    self.size[log_id] = size
    self.root_at[log_id][size] = root
    log Anchored(log_id=log_id, size=size, root=root)


@external
def offer(log_id: bytes32, heir: address):
    assert msg.sender == self.owner[log_id], "stranger"
    self.heir[log_id] = heir
    log Offered(log_id=log_id, heir=heir)


@external
def accept(log_id: bytes32):
    assert msg.sender == self.heir[log_id] and msg.sender != empty(address), "stranger"
    self.heir[log_id] = empty(address)
    self.owner[log_id] = msg.sender
    log Opened(log_id=log_id, owner=msg.sender)


@external
@view
def latest(log_id: bytes32) -> Latest:
    return Latest(size=self.size[log_id], root=self.root_at[log_id][self.size[log_id]])
