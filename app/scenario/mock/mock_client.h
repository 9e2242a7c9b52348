// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/behaviours.h"
#include "scenario/engine/contract_watch.h"
#include "scenario/engine/stepper.h"
#include "scenario/mock/mock.h"
#include "scenario/server/client_handler.h"

#include <QTimer>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace framescope::scenario {

/// Takes the steps of a scenario with one client, as its server. After the last step the connection
/// stays open, and pings and Close are answered; a client that fails is closed with 1008, or
/// refused with 400.
class MockClient final : public ClientHandler
{
public:
    MockClient(Mock& mock, ServerConnection& connection);
    ~MockClient() override;

    void requested(ServerConnection& client, const wire::HttpHead& request) override;
    void message(ServerConnection& client, wire::Opcode opcode, ByteView payload) override;
    void control(ServerConnection& client, const wire::FrameReport& frame) override;
    void failed(ServerConnection& client, wire::Rule rule,
                std::optional<std::uint16_t> code) override;
    void canSendAgain(ServerConnection& client) override;
    void givenUp(ServerConnection& client) override;
    void clientEnded(ServerConnection& client, TcpEnd how) override;

private:
    /// The longest that a timer waits: a day.
    static constexpr std::chrono::milliseconds Never{24 * 3600 * 1000};

    void happened(const Happening& happening);
    void pump();
    void judge();
    void settle();
    void sendAway();
    void noteStep();
    void wakeAt(Timestamp deadline);
    void updateReading();

    void perform(const action::Accept& accept);
    void perform(const action::Refuse& refuse);
    void perform(const action::Respond& respond);
    void perform(const action::Send& send);
    void perform(const action::SendPart& part);
    void perform(const action::Close& close);
    void perform(const action::Behave& behave);
    void perform(const action::Misdeed& misdeed);
    void perform(const action::End& end);
    void perform(const action::Connect& connect);
    void perform(const action::Parallel& parallel);

    void respond(ByteView bytes);
    std::optional<Bytes> frames(const message::Outgoing& outgoing);
    void sendRest(std::shared_ptr<const Bytes> bytes, std::size_t from,
                  const action::SendPart& part);
    void closeSent();
    bool isSilent() const;
    void pong(ByteView payload);
    bool answerClose(const wire::ClosePayload& close);
    void ended(const char* tcp);
    void ended(const timeline::ConnectionEnding& ending);
    void fail(std::string what);

    Mock& mock_;
    ServerConnection& connection_;
    std::uint64_t number_;
    std::string address_;
    wire::HttpHead request_;
    Mock::Play* play_ = nullptr; ///< from the request on, if there is a scenario for it
    Values values_;
    std::optional<Stepper> stepper_;
    std::optional<ContractWatch> contract_;
    QTimer timer_; ///< for the stepper's deadline
    std::optional<Timestamp> timerAt_;
    Timestamp began_;
    const Step* shownStep_ = nullptr;
    connection::Behaviours behaviours_;
    int readingStops_ = 0;   ///< that have not passed
    bool sendsPart_ = false; ///< and nothing else meanwhile
    bool pumping_ = false;
    bool judged_ = false;
    bool answered_ = false;                            ///< by bytes, which may be no whole answer
    Outcome outcome_ = Outcome::Passed;                ///< once `judged_`
    std::optional<timeline::ConnectionEnding> closed_; ///< by the client's Close, not told yet
    Timestamp closedAt_;
    bool isAnswered_ = false; ///< the client's Close, now or soon
    bool ended_ = false;      ///< the stepper knows the end
};

} // namespace framescope::scenario
