"""Key frames of clips: one sharp frame of each scene, how fast, and in how much memory whatever the length.

56 clips of 6 scenes each are made of clothing-dataset-small's validation photos under MODISTE_DATA (640 x
480, 1.5 seconds a scene): a slow zoom, focus that comes and goes, cuts between scenes. The thresholds were
set on training photos. A scene counts as found when a frame of it is kept that lies within 0.1 seconds
of the moment in focus; the peer keeps as many frames at even distances. About 25 minutes of a core.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from _child import peak_of, run
from _record import record

CLIPS, SCENES, SECONDS = 56, 6, 1.5
NEAR = 0.1
FILM = Path(__file__).with_name("_film.py")
LOOK = (
    "import sys, json; from pathlib import Path; from modiste.collect import Clips, frame_of, open_source;"
    "found = [next(iter(Clips(most=12).read(open_source(Path(each))))) for each in sys.argv[1:]];"
    "print(json.dumps([[frame_of(p.place)[1] for p in each.pictures] for each in found]))"
)
JUDGE = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from _film import film
from modiste.collect import Clips, clean, frame_of, open_source
home, clips, scenes, seconds, near = Path(sys.argv[2]), *json.loads(sys.argv[3])
photos = [Path(line) for line in sys.stdin.read().splitlines()]
ours = even = kept = 0
for number in range(clips):
    some = photos[number * scenes : (number + 1) * scenes]
    focused = film(some, home / "a.mp4", seconds, (640, 480), number)
    (found,) = Clips(most=12).read(open_source(home / "a.mp4"))
    taken = [frame_of(picture.place)[1] for picture in found.pictures]
    length = scenes * seconds
    spread = [(place + 0.5) * length / len(taken) for place in range(len(taken))]
    hit = lambda moments: sum(any(abs(each - at) <= near + 1e-6 for each in moments) for at in focused)
    ours, even, kept = ours + hit(taken), even + hit(spread), kept + len(taken)
low, high = clean.wilson(ours, clips * scenes)
print(json.dumps([ours, even, kept, low, high]))
"""


def main() -> None:
    """Measure, print, record."""
    data = Path(os.environ["MODISTE_DATA"]) / "clothing-small" / "validation"
    photos = [str(path) for path in sorted(data.glob("*/*"))]
    # Neighbours in the folder are of one class: every clip is to show different garments.
    photos = [photos[(7 * place) % len(photos)] for place in range(len(photos))]
    with tempfile.TemporaryDirectory() as home:
        asked = json.dumps([CLIPS, SCENES, SECONDS, NEAR])
        judged = subprocess.run(
            [sys.executable, "-c", JUDGE, str(FILM.parent), home, asked],
            input="\n".join(photos), text=True, capture_output=True, check=True,
        )  # fmt: skip
        ours, even, kept, low, high = json.loads(judged.stdout)
        peaks, cpu = [], []
        for scenes in (5, 60):
            path = str(Path(home) / f"{scenes}.mp4")
            subprocess.run(
                [sys.executable, FILM, path, str(scenes), "2", "1920", "1080", *photos[:12]], check=True
            )
            runs = [run([sys.executable, "-c", LOOK, path]) for _ in range(3)]
            peaks.append(peak_of(runs))
            cpu.append(sorted(each.cpu_seconds for each in runs)[1])
    total = CLIPS * SCENES
    each_second = (cpu[1] - cpu[0]) / (2 * (60 - 5))
    print(f"scenes {ours} of {total} in focus, evenly spaced {even}; frames kept {kept}")
    print(
        f"1080p: {each_second:.2f} s of processor a second of film; peak {peaks[0]:.0f} and {peaks[1]:.0f} MB"
    )
    how = (
        f"{CLIPS} clips of {SCENES} scenes made of clothing-dataset-small's validation photos, seeds 0 to 55"
    )
    record(
        "collect_clips",
        "Scenes of a clip of which a frame in focus is kept",
        round(100 * ours / total, 2),
        "%",
        (round(100 * low, 2), round(100 * high, 2)),
        "as many frames at even distances",
        round(100 * even / total, 2),
        how,
        f"Within {NEAR} s of the sharpest moment; Wilson's interval. Scenes are made, not filmed.",
        {"claim_zh": "短片中保留了清晰帧的场景", "frames_kept": kept, "scenes": total, "readme": False},
    )
    record(
        "collect_clips",
        "Processor time to look through a second of 1080p film",
        round(each_second, 3),
        "s",
        how="H.264 at 30 frames a second; difference of clips of 120 and 10 seconds, median of 3, one core",
        extra={"claim_zh": "查看一秒 1080p 影片所需处理器时间", "readme": False},
    )
    record(
        "collect_clips",
        "Memory to look through a clip of 120 seconds in 1080p",
        round(peaks[1], 1),
        "MB",
        peer="the same of 10 seconds",
        peer_value=round(peaks[0], 1),
        how="peak of a process that reads one clip, all included; median of 3",
        extra={"claim_zh": "查看 120 秒 1080p 短片的内存峰值", "readme": False},
    )


if __name__ == "__main__":
    main()
