// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/session_store.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace framescope::scenario {

namespace {

using session::Session;

/// A recording is not continued beyond that, so that a long matrix needs no more space: its memory
/// is used again, which takes less time than new pages.
constexpr std::uint64_t LargestRecording = 128 * 1024;
/// The time to close, which is no part of a verdict.
constexpr std::chrono::seconds LongestEnding{1};

bool isReady(const std::unique_ptr<Session>& session)
{
    return session->state() == Session::State::Idle || session->state() == Session::State::Closed;
}

} // namespace

SessionStore::~SessionStore() = default;

Result<std::unique_ptr<Session>> SessionStore::take()
{
    const auto found = std::ranges::find_if(sessions_, isReady);
    if (found != sessions_.end()) {
        std::unique_ptr<Session> session = std::move(*found);
        sessions_.erase(found);
        if (session->recordingSize() < LargestRecording) {
            return session;
        }
    }
    return Session::createInMemory();
}

void SessionStore::giveBack(std::unique_ptr<Session> session)
{
    Session* each = session.get();
    sessions_.push_back(std::move(session));
    if (isReady(sessions_.back())) {
        return;
    }
    connect(each, &Session::stateChanged, this, [this, each](Session::State state) {
        if (state == Session::State::Closed) {
            each->disconnect(this);
            emit closed();
        }
    });
    QTimer::singleShot(LongestEnding, each, [each, id = each->connection()] {
        if (each->connection() == id) {
            each->abort();
        }
    });
}

bool SessionStore::isQuiet() const
{
    return std::ranges::all_of(sessions_, isReady);
}

} // namespace framescope::scenario
