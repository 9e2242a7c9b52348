// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/engine/happening.h"
#include "scenario/mock/json_fields.h"
#include "scenario/mock/replay.h"
#include "scenario/server/client_handler.h"

#include <QTimer>

#include <chrono>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace framescope::scenario {

/// Answers one client as the server of a recording did: what the client says is looked for among
/// what was said then, and what was sent behind it is sent again. Values that change from run to
/// run, such as the identifier of a request, are those of this run.
class ReplayClient final : public ClientHandler
{
public:
    ReplayClient(Replay& replay, ServerConnection& connection);
    ~ReplayClient() override;

    void requested(ServerConnection& client, const wire::HttpHead& request) override;
    void message(ServerConnection& client, wire::Opcode opcode, ByteView payload) override;
    void control(ServerConnection& client, const wire::FrameReport& frame) override;
    void failed(ServerConnection& client, wire::Rule rule,
                std::optional<std::uint16_t> code) override;
    void canSendAgain(ServerConnection& client) override;

private:
    using Clock = std::chrono::steady_clock;
    /// A frame to be sent, or the end of the connection.
    struct Due
    {
        std::optional<EventId> frame;
        Changes changes;
    };

    void answerRequest(const wire::HttpHead& request);
    void failAsRecorded();
    void accept(const wire::HttpHead& request);
    std::size_t causeFor(wire::Opcode opcode, ByteView payload);
    void tellUnlike(std::size_t cause, const Happening& said);
    std::string playedText() const;
    double likenessOf(const ReplayCause& cause, bool isBinary, std::string_view said);
    void play(std::size_t cause, const Changes& changes);
    void plan(Duration after, Due due);
    void sendDue();
    void sendFrame(EventId id, const Changes& changes);
    void finish();
    void forget();

    Replay& replay_;
    ServerConnection& connection_;
    std::uint64_t number_;
    const ReplayScript* script_ = nullptr; ///< null before the request, or if there is none for it
    std::vector<bool> played_;             ///< by cause
    std::size_t position_ = 1;             ///< the cause that was next in the recording
    std::uint64_t unlike_ = 0;             ///< messages that are not in it
    std::multimap<Clock::time_point, Due> due_;
    QTimer timer_;
    bool ends_ = false; ///< the end is planned or played, and nothing follows it
};

} // namespace framescope::scenario
