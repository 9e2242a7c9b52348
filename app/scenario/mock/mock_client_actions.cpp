// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a mock does what its steps ask for.
#include "base/text/qt_string.h"
#include "scenario/engine/words.h"
#include "scenario/mock/mock_client.h"
#include "scenario/mock/mock_play.h"
#include "scenario/mock/scripted_answer.h"
#include "scenario/mock/wire_form.h"
#include "scenario/server/http_answer.h"
#include "scenario/server/server_connection.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

namespace {

using connection::Behaviours;
using connection::Misdeed;
using std::chrono::milliseconds;
using wire::Opcode;

std::optional<wire::MaskKey> maskOf(const Behaviours& behaviours)
{
    return behaviours.mask == Behaviours::Mask::Key ? std::optional(behaviours.maskKey)
                                                    : std::nullopt;
}

/// Whether it is, or has, a Close frame.
bool isClose(const message::Outgoing& outgoing)
{
    const auto isCloseFrame = [](const message::Frame& frame) {
        return frame.spec.opcode == Opcode::Close;
    };
    if (const auto* frames = std::get_if<message::Frames>(&outgoing)) {
        return std::ranges::any_of(frames->frames, isCloseFrame);
    }
    constexpr char CloseByte = '\x88';
    const auto* raw = std::get_if<message::Raw>(&outgoing);
    return std::holds_alternative<message::Close>(outgoing) ||
           (raw && raw->bytes.startsWith(CloseByte));
}

} // namespace

void MockClient::perform(const action::Accept& accept)
{
    if (auto refused = objection(request_)) {
        connection_.sendRaw(asBytes(*refused));
        connection_.end();
        fail("the request is not one of a WebSocket client: the answer is " +
             refused->substr(0, refused->find("\r\n")));
        return;
    }
    respond(asBytes(responseFor(accept, request_)));
}

void MockClient::perform(const action::Refuse& refuse)
{
    connection_.sendRaw(asBytes(responseFor(refuse)));
    connection_.end();
}

void MockClient::perform(const action::Respond& respond)
{
    this->respond(respond.bytes);
}

void MockClient::respond(ByteView bytes)
{
    connection_.sendRaw(bytes);
    answered_ = true;
    if (const auto head = switchingHead(bytes); head && !connection_.isOpen()) {
        connection_.open(deflateOf(*head));
        Happening open = Happening::at(Happening::Kind::Open, now());
        open.head = &*head;
        stepper_->happened(open);
    }
}

/// Nullopt if the content can't be read, of which the stepper knows.
std::optional<Bytes> MockClient::frames(const message::Outgoing& outgoing)
{
    auto bytes = wireForm(outgoing, connection_.deflater(), maskOf(behaviours_));
    if (!bytes) {
        stepper_->failed(bytes.error());
        return std::nullopt;
    }
    return *std::move(bytes);
}

void MockClient::perform(const action::Send& send)
{
    const auto bytes = frames(send.outgoing);
    if (!bytes) {
        return;
    }
    const bool isAsItIs = std::holds_alternative<message::Raw>(send.outgoing) ||
                          std::holds_alternative<message::Frames>(send.outgoing);
    if (!isAsItIs && isSilent()) {
        fail("a Close was sent, and behind it only frames and raw bytes are");
        return;
    }
    connection_.sendRaw(*bytes);
    stepper_->happened(Happening::at(Happening::Kind::Sent, now()));
    if (isClose(send.outgoing)) {
        closeSent();
    }
}

/// What follows a Close of ours, before the client's comes.
void MockClient::closeSent()
{
    const bool stays = behaviours_.afterClose == Behaviours::AfterClose::GoOn;
    const milliseconds wait = behaviours_.closeWait.value_or(milliseconds(5000));
    connection_.setManners(
        {.answersPing = false, .answersClose = false, .closeTimeout = stays ? Never : wait});
    connection_.closeWasSent();
    switch (behaviours_.afterClose) {
    case Behaviours::AfterClose::Fin:
    case Behaviours::AfterClose::HalfClose:
        connection_.cut();
        break;
    case Behaviours::AfterClose::Reset:
        connection_.resetWhenSent();
        break;
    case Behaviours::AfterClose::Await:
    case Behaviours::AfterClose::GoOn:
        break;
    }
}

void MockClient::perform(const action::SendPart& part)
{
    auto bytes = frames(part.outgoing);
    if (!bytes) {
        return;
    }
    const std::size_t first =
        std::min<std::size_t>(part.first == 0 ? bytes->size() / 2 : part.first, bytes->size());
    const auto whole = std::make_shared<const Bytes>(*std::move(bytes));
    connection_.sendPart(ByteView(*whole).first(first), first == whole->size());
    sendRest(whole, first, part);
}

void MockClient::sendRest(std::shared_ptr<const Bytes> bytes, std::size_t from,
                          const action::SendPart& part)
{
    sendsPart_ = part.pieces > 0 && from < bytes->size();
    if (!sendsPart_) {
        stepper_->happened(Happening::at(Happening::Kind::Sent, now()));
        pump();
        return;
    }
    connection_.after(part.pause, [this, bytes = std::move(bytes), from, part] {
        const std::size_t count = std::min<std::size_t>(part.pieces, bytes->size() - from);
        connection_.sendPart(ByteView(*bytes).subspan(from, count), from + count == bytes->size());
        sendRest(bytes, from + count, part);
    });
}

void MockClient::perform(const action::Close& /*close*/)
{
    connection_.close(1000);
    closeSent();
}

void MockClient::perform(const action::Behave& behave)
{
    if (behave.behaviours.pieceSize != behaviours_.pieceSize) {
        connection_.trickle(behave.behaviours.piecePause, behave.behaviours.pieceSize);
    }
    behaviours_ = behave.behaviours;
}

void MockClient::perform(const action::Misdeed& misdeed)
{
    const auto halfAFrame = [this] {
        const Bytes frame = wire::encodeFrame({}, asBytes("This frame is cut in its middle."));
        connection_.sendPart(ByteView(frame).first(frame.size() / 2), false);
    };
    switch (misdeed.misdeed.kind) {
    case Misdeed::Kind::StopReading:
        ++readingStops_;
        connection_.after(misdeed.misdeed.time, [this] {
            --readingStops_;
            updateReading();
        });
        break;
    case Misdeed::Kind::FinInFrame:
        halfAFrame();
        [[fallthrough]];
    case Misdeed::Kind::Fin:
        perform(action::End{End::How::Fin});
        break;
    case Misdeed::Kind::ResetInFrame:
        halfAFrame();
        [[fallthrough]];
    case Misdeed::Kind::Reset:
        perform(action::End{End::How::Reset});
        break;
    }
}

void MockClient::perform(const action::End& end)
{
    switch (end.how) {
    case End::How::Fin:
        connection_.cut();
        break;
    case End::How::Reset:
        connection_.resetWhenSent();
        break;
    case End::How::Tls:
        if (!connection_.endTls()) {
            fail("TLS can't be ended, as the client has connected without it");
            return;
        }
        break;
    }
    ended(end.how == End::How::Reset ? "the server reset TCP" : "the server ended TCP");
}

void MockClient::perform(const action::Connect& /*connect*/)
{
    fail("a server can't connect: this is for a scenario with `connect:`");
}

void MockClient::perform(const action::Parallel& /*parallel*/)
{
    fail("each client of a server has a run of its own, so `parallel` is for a "
         "scenario with `connect:`");
}

} // namespace framescope::scenario
