// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/edit/hex_buffer.h"

#include <utility>

namespace framescope::ui {

void HexBuffer::reset(const QByteArray& bytes)
{
    bytes_ = bytes;
    edits_.clear();
    done_ = 0;
    kept_ = 0;
}

bool HexBuffer::replace(qsizetype at, qsizetype removed, const QByteArray& inserted, bool joined)
{
    if (bytes_.size() - removed + inserted.size() > MostBytes) {
        return false;
    }
    while (edits_.size() > done_) {
        kept_ -= edits_.back().before.size() + edits_.back().after.size();
        edits_.pop_back();
    }
    edits_.push_back({at, bytes_.mid(at, removed), inserted, joined && done_ > 0});
    kept_ += edits_.back().before.size() + inserted.size();
    bytes_.replace(at, removed, inserted);
    done_ = edits_.size();
    forget();
    return true;
}

void HexBuffer::forget()
{
    while (kept_ > UndoBytes && edits_.size() > 1) {
        kept_ -= edits_.front().before.size() + edits_.front().after.size();
        edits_.pop_front();
        --done_;
    }
    edits_.front().joined = false;
}

qsizetype HexBuffer::undo()
{
    qsizetype at = 0;
    bool joined = true;
    while (joined) {
        const Edit& edit = edits_[--done_];
        bytes_.replace(edit.at, edit.after.size(), edit.before);
        at = edit.at;
        joined = edit.joined;
    }
    return at;
}

qsizetype HexBuffer::redo()
{
    qsizetype at = 0;
    bool more = true;
    while (more) {
        const Edit& edit = edits_[done_++];
        bytes_.replace(edit.at, edit.before.size(), edit.after);
        at = edit.at + edit.after.size();
        more = done_ < edits_.size() && edits_[done_].joined;
    }
    return at;
}

} // namespace framescope::ui
