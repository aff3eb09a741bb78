import { type ComponentChild, render } from 'preact';
import type { FindingView } from '../../generated/FindingView';
import type { Verdict } from '../checking';
import { besideBox, controlsAround, isRightToLeft } from './around-box';
import { CheckerChip, countOf, Findings } from './checker';
import { freeSpot, isClear } from './free';
import type { Stage } from './host';
import { createIgnored, type Ignored } from './ignored';
import { type Box, type Size, type Spot, spotsBeside, viewportSize } from './place';
import { createSurface } from './surface';

export interface CheckerDuties {
  /** What says who wrote the comments around; it stays readable. */
  heads(): readonly Box[];
  fix(verdict: Verdict, finding: FindingView): void;
  /** Puts the focus into the box and selects the words of a finding. */
  jump(verdict: Verdict, finding: FindingView): void;
  /** The moderator dismissed a finding, with a reason. */
  ignored(verdict: Verdict, finding: FindingView, reason: string): void;
}

export interface DraftChecker {
  /** Shows what was found; null where there is nothing to check. */
  show(verdict: Verdict | null): void;
  /** The findings that were ignored. */
  readonly ignored: Ignored;
  follow(): void;
  remove(): void;
}

/** Where the chip stands beside the box; a chip that ends with the box grows the other way. */
interface ChipPlace {
  readonly byEnd: boolean;
  /** From the box's left edge to the chip's, or from its right edge to the chip's. */
  readonly x: number;
  /** From the box's upper edge to the chip's. */
  readonly y: number;
}

function placeOf(spot: Spot, rect: Box, { width }: Size): ChipPlace {
  const byEnd = Math.abs(spot.left + width - rect.right) < 2;
  const x = byEnd ? spot.left + width - rect.right : spot.left - rect.left;
  return { byEnd, x, y: spot.top - rect.top };
}

function spotAt({ byEnd, x, y }: ChipPlace, rect: Box, { width }: Size): Spot {
  return { left: byEnd ? rect.right + x - width : rect.left + x, top: rect.top + y };
}

/** The chip beside the reply box, its list, and the frame around a box with something to fix. */
export function createDraftChecker(stage: Stage, duties: CheckerDuties): DraftChecker {
  const chip = document.createElement('div');
  chip.className = 'at';
  const frame = document.createElement('div');
  frame.className = 'frame';
  frame.hidden = true;
  stage.layer.append(frame, chip);
  const list = createSurface(stage, 'findings');
  const ignored = createIgnored();
  let verdict: Verdict | null = null;
  let place: ChipPlace | null = null;
  let size: Size | null = null;
  /** The box's and the chip's size and place in the document when the chip's place was chosen. */
  let chosenFor = '';

  function draw(): void {
    if (verdict === null) {
      render(null, chip);
      return;
    }
    render(
      <CheckerChip
        verdict={verdict}
        findings={ignored.standing(verdict)}
        open={list.isOpen()}
        onToggle={() => (list.isOpen() ? closeList() : openList())}
      />,
      chip,
    );
    size = null;
    list.draw(drawList(verdict));
    follow();
  }

  function drawList(shown: Verdict): ComponentChild {
    return (
      <Findings
        verdict={shown}
        findings={ignored.standing(shown)}
        onFix={(finding) => duties.fix(shown, finding)}
        onJump={(finding) => duties.jump(shown, finding)}
        onIgnore={(finding, reason) => {
          ignored.add(shown, finding);
          duties.ignored(shown, finding, reason);
          draw();
          // The form that had the focus is gone with its finding.
          list.focusFirst();
        }}
        onClose={closeList}
      />
    );
  }

  function openList(): void {
    if (verdict === null) {
      return;
    }
    list.open(drawList(verdict), besideBox(verdict.box));
    list.focusFirst();
    draw();
  }

  function closeList(): void {
    list.close();
    verdict?.box.focus();
    draw();
  }

  function follow(): void {
    const rect = verdict?.box.rect() ?? null;
    const blocked = verdict !== null && countOf(ignored.standing(verdict), 'block') > 0;
    showParts(rect !== null, blocked);
    if (rect === null) {
      return;
    }
    size ??= { width: chip.offsetWidth, height: chip.offsetHeight };
    choose(verdict?.box ?? null, rect, size);
    const at = place === null ? { left: rect.left, top: rect.bottom } : spotAt(place, rect, size);
    chip.style.transform = `translate(${Math.round(at.left + scrollX)}px, ${Math.round(at.top + scrollY)}px)`;
    frame.style.transform = `translate(${rect.left - 2 + scrollX}px, ${rect.top - 2 + scrollY}px)`;
    frame.style.width = `${rect.width + 4}px`;
    frame.style.height = `${rect.height + 4}px`;
    list.follow();
  }

  /** A frame with other corners than its box would look like a fault of the page. */
  function roundFrame(corners: string): void {
    frame.style.borderRadius = corners === '0px' ? '' : `calc(${corners} + 2px)`;
  }

  /** Called whenever the page moves, so only what changes is written: the page would draw itself anew. */
  function showParts(boxShown: boolean, blocked: boolean): void {
    const visibility = boxShown ? 'visible' : 'hidden';
    if (chip.style.visibility !== visibility) {
      chip.style.visibility = visibility;
    }
    if (frame.hidden === (boxShown && blocked)) {
      frame.hidden = !(boxShown && blocked);
    }
  }

  /** Where the chip stands it stays, until the box or the chip has grown into something. */
  function choose(box: Verdict['box'] | null, rect: DOMRect, chipSize: Size): void {
    const { width, height } = chipSize;
    const now = [rect.left + scrollX, rect.top + scrollY, rect.width, rect.height, width, height]
      .map(Math.round)
      .join();
    if (box === null || (place !== null && now === chosenFor)) {
      return;
    }
    const keepClear = [...controlsAround(box), ...duties.heads()];
    const at = place && spotAt(place, rect, chipSize);
    if (at === null || !isClear(at, chipSize, keepClear)) {
      const button = box.submitButton()?.getBoundingClientRect() ?? null;
      const spots = spotsBeside(rect, button, chipSize, viewportSize(), isRightToLeft(box));
      const free = freeSpot(spots, chipSize, keepClear, stage);
      place = free && placeOf(free, rect, chipSize);
    }
    chosenFor = now;
  }

  return {
    show(next) {
      if (next?.box !== verdict?.box) {
        place = null;
        list.close();
      }
      verdict = next !== null && next.text.trim() !== '' ? next : null;
      roundFrame(verdict?.box.corners() ?? '0px');
      if (next !== null) {
        ignored.checked(next);
      }
      if (verdict === null) {
        list.close();
        frame.hidden = true;
      }
      draw();
    },
    ignored,
    follow,
    remove() {
      list.remove();
      render(null, chip);
      chip.remove();
      frame.remove();
    },
  };
}
