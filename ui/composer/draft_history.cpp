// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/draft_history.h"

#include <algorithm>
#include <utility>

namespace framescope::ui {

namespace {

qsizetype charactersOf(const message::Draft& draft)
{
    qsizetype count = draft.content.size();
    for (const message::FrameDraft& frame : draft.frames) {
        count += frame.payload.size() + 1;
    }
    return count;
}

} // namespace

void DraftHistory::append(const message::Draft& draft)
{
    if (charactersOf(draft) == 0) {
        return;
    }
    const bool atWritten = at_ == drafts_.size();
    drafts_.removeAll(draft);
    drafts_.append(draft);
    qsizetype characters = 0;
    for (const message::Draft& kept : std::as_const(drafts_)) {
        characters += charactersOf(kept);
    }
    while (drafts_.size() > 1 && (drafts_.size() > Most || characters > MostCharacters)) {
        characters -= charactersOf(drafts_.constFirst());
        drafts_.removeFirst();
    }
    at_ = atWritten ? drafts_.size() : std::min(at_, drafts_.size());
}

void DraftHistory::leave()
{
    at_ = drafts_.size();
    written_ = {};
}

void DraftHistory::keep(const message::Draft& shown)
{
    if (at_ < drafts_.size()) {
        append(written_);
    }
    append(shown);
    leave();
}

std::optional<message::Draft> DraftHistory::step(qsizetype step, const message::Draft& written)
{
    const qsizetype to = at_ + step;
    if (to < 0 || to > drafts_.size()) {
        return std::nullopt;
    }
    if (at_ == drafts_.size()) {
        written_ = written;
    }
    at_ = to;
    return to == drafts_.size() ? written_ : drafts_.at(to);
}

std::optional<message::Draft> DraftHistory::goTo(const message::Draft& draft,
                                                 const message::Draft& written)
{
    const qsizetype to = drafts_.lastIndexOf(draft);
    return to < 0 ? std::nullopt : step(to - at_, written);
}

} // namespace framescope::ui
