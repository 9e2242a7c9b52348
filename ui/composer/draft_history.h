// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/draft.h"

#include <QList>

#include <optional>

namespace framescope::ui {

/// The drafts that were sent in one mode, oldest first, and the current position among them. The
/// position after the newest is that of the draft that is being written.
class DraftHistory
{
public:
    static constexpr qsizetype Most = 100;
    static constexpr qsizetype MostCharacters = qsizetype{8} << 20; ///< of all drafts

    /// Makes a draft the newest, unless it has no content, and removes an earlier copy of it. The
    /// position stays.
    void append(const message::Draft& draft);
    /// Goes to the position after the newest, and forgets what was being written.
    void leave();
    /// Makes what is being written, and `shown`, if that is another one, the newest ones: something
    /// else is shown in their place.
    void keep(const message::Draft& shown);
    /// Moves by `step`, and returns the draft there; nullopt if there is none. `written` is the
    /// one that is being written, kept while the position is elsewhere.
    std::optional<message::Draft> step(qsizetype step, const message::Draft& written);
    /// Moves to a draft, and returns it; nullopt if it is not there.
    std::optional<message::Draft> goTo(const message::Draft& draft, const message::Draft& written);

private:
    QList<message::Draft> drafts_;
    qsizetype at_ = 0;
    message::Draft written_;
};

} // namespace framescope::ui
