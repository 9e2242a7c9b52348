// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/draft.h"
#include "session/session.h"
#include "ui/composer/draft_history.h"

#include <QList>

#include <array>
#include <cstdint>

namespace framescope::ui {

/// What was sent, by mode, and what of it is not recorded yet.
class ComposerMemory
{
public:
    static constexpr std::size_t Modes = 6;

    /// Remembers a draft that the session has accepted; `number` is the number accepted so far of
    /// its kind: data messages that QWebSocket frames (`isMessage`), or frames that go past it.
    void sent(std::size_t mode, const message::Draft& draft, bool isMessage,
              const session::Session& session);
    DraftHistory& history(std::size_t mode) { return histories_.at(mode); }

    /// Called when the connection has ended: what was not sent becomes the newest of the history.
    /// Returns how many that are.
    qsizetype keepUnsent(std::size_t (*modeOf)(message::Draft::Kind),
                         const session::Session& session);
    /// The last draft that was not sent on the last connection that ended.
    std::optional<message::Draft> lastUnsent() const;

private:
    struct Accepted
    {
        message::Draft draft;
        bool isMessage = false;
        std::uint64_t number = 0; ///< among those of its kind on the connection, from 1
    };

    void forgetRecorded(const session::Session& session);

    std::array<DraftHistory, Modes> histories_;
    QList<Accepted> waiting_; ///< not recorded yet when last checked
    QList<Accepted> unsent_;  ///< on the last connection that ended
};

} // namespace framescope::ui
