#!/bin/sh
# Two machines become one cluster: `two-machines.sh head` on the first, `two-machines.sh hand HEAD_ADDRESS` on others.
# Both have the same checkout's .venv, the data at the same path (a shared folder), and the same token in
# $RAY_AUTH_TOKEN_PATH. Only these machines may reach each other's ports 6379 and 10000 to 10999: whoever reaches
# them with the token runs code here.
set -eu

: "${RAY_AUTH_TOKEN_PATH:?name a file with the token: umask 077 && openssl rand -hex 32 > token}"
export RAY_AUTH_MODE=token RAY_USAGE_STATS_ENABLED=0

case "${1:-}" in
  head)
    ray start --head --port=6379 --min-worker-port=10000 --max-worker-port=10999 \
      --include-dashboard=false --disable-usage-stats
    ;;
  hand)
    ray start --address="${2:?HEAD_ADDRESS is missing}:6379" --min-worker-port=10000 --max-worker-port=10999 \
      --disable-usage-stats
    ;;
  stop)
    ray stop
    ;;
  *)
    echo "usage: $0 head | hand HEAD_ADDRESS | stop" >&2
    exit 2
    ;;
esac
