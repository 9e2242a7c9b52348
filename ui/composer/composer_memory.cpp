// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composer_memory.h"

#include <utility>

namespace framescope::ui {

namespace {

session::Session::Progress progressOf(const session::Session& session, bool isMessage)
{
    return isMessage ? session.messages() : session.controls();
}

} // namespace

void ComposerMemory::sent(std::size_t mode, const message::Draft& draft, bool isMessage,
                          const session::Session& session)
{
    DraftHistory& history = histories_.at(mode);
    history.append(draft);
    history.leave();
    waiting_.append({draft, isMessage, progressOf(session, isMessage).accepted});
    forgetRecorded(session);
}

void ComposerMemory::forgetRecorded(const session::Session& session)
{
    waiting_.removeIf([&session](const Accepted& one) {
        return one.number <= progressOf(session, one.isMessage).recorded;
    });
}

qsizetype ComposerMemory::keepUnsent(std::size_t (*modeOf)(message::Draft::Kind),
                                     const session::Session& session)
{
    forgetRecorded(session);
    unsent_ = std::exchange(waiting_, {});
    for (const Accepted& one : std::as_const(unsent_)) {
        histories_.at(modeOf(one.draft.kind)).append(one.draft);
    }
    return unsent_.size();
}

std::optional<message::Draft> ComposerMemory::lastUnsent() const
{
    return unsent_.isEmpty() ? std::nullopt : std::optional(unsent_.constLast().draft);
}

} // namespace framescope::ui
