// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/contract_client.h"

#include "base/text/qt_string.h"
#include "message/encoded_json.h"
#include "scenario/engine/words.h"
#include "scenario/mock/handshake_fields.h"
#include "scenario/mock/scripted_answer.h"
#include "scenario/server/http_answer.h"
#include "scenario/server/server_connection.h"

#include <algorithm>

namespace framescope::scenario {

using wire::Opcode;

namespace {

/// `made`: JSON, or the text or bytes themselves.
Result<QByteArray> payloadOf(contract::Encoding encoding, const std::string& made)
{
    return encoding == contract::Encoding::MessagePack ? message::messagePackFrom(toQString(made))
           : encoding == contract::Encoding::Cbor      ? message::cborFrom(toQString(made))
                                                       : QByteArray::fromStdString(made);
}

} // namespace

ContractClient::ContractClient(ContractMock& mock, ServerConnection& connection)
    : mock_(mock), connection_(connection), watch_(mock.contract_), began_(now())
{
    shown_.number = mock.clients_.add(connection);
    shown_.address = connection.endpoints().client.toString();
}

ContractClient::~ContractClient()
{
    mock_.clients_.change(shown_.number,
                          [](ClientList::Client& client) { client.connected = false; });
    if (!connection_.hasAsked()) {
        return;
    }
    Mock::Report report{shown_.number, shown_.address, {}};
    report.result.scenario = "the contract holds";
    report.result.file = mock_.contract_.file;
    report.result.took = now() - began_;
    report.result.steps.push_back(watch_.result());
    if (!refusals_.empty()) {
        StepResult& step = report.result.steps.emplace_back();
        step = {.place = {mock_.contract_.file}, .text = "handshake", .outcome = Outcome::Failed};
        step.expected = "a request that the contract describes";
        for (const std::string& refusal : refusals_) {
            step.came += (step.came.empty() ? "" : "\n") + refusal;
        }
    }
    report.result.outcome = report.result.steps.back().outcome;
    mock_.clients_.change(
        shown_.number, [&](ClientList::Client& client) { client.outcome = report.result.outcome; });
    if (mock_.options_.judged) {
        mock_.options_.judged(report);
    }
    if (mock_.options_.left) {
        mock_.options_.left();
    }
}

void ContractClient::requested(ServerConnection& /*client*/, const wire::HttpHead& request)
{
    channel_ = mock_.document_->channelFor(request.target);
    shown_.target = request.target;
    shown_.plays = channel_ ? mock_.document_->channels()[*channel_].address : std::string();
    mock_.clients_.change(shown_.number, [this](ClientList::Client& client) {
        client.target = shown_.target;
        client.plays = shown_.plays;
    });
    if (!isWelcome(request)) {
        return;
    }
    const std::string response = responseFor(action::Accept{}, request);
    connection_.sendRaw(asBytes(response));
    connection_.open(deflateOf(*switchingHead(asBytes(response))));
    unasked_ = mock_.unasked(channel_);
    sendAll();
    if (mock_.options_.every.count() > 0) {
        connection_.every(mock_.options_.every, [this] { sendAll(); });
    }
}

bool ContractClient::isWelcome(const wire::HttpHead& request)
{
    if (const auto refused = objection(request)) {
        refusals_.push_back("no request of a WebSocket client");
        connection_.sendRaw(asBytes(*refused));
        connection_.end();
        return false;
    }
    const auto& channels = mock_.document_->channels();
    const bool isKnown = channels.size() < 2 || channel_ ||
                         std::ranges::any_of(channels, [&](const contract::Channel& channel) {
                             return channel.isFor(request.target);
                         });
    if (!isKnown) {
        refusals_.push_back("there is no channel of this path");
        refuse(404, "The contract has these:\n" + mock_.addresses());
    } else if (channel_) {
        refusals_ = contract::handshakeViolations(channels[*channel_], handshakeFields(request));
        if (!refusals_.empty()) {
            refuse(400, "");
        }
    }
    return refusals_.empty();
}

void ContractClient::refuse(int status, const std::string& more)
{
    std::string why = "This is no request that the contract describes:\n";
    for (const std::string& each : refusals_) {
        why += "  " + each + '\n';
        tell("the request " + shown_.target + ": " + each);
    }
    connection_.sendRaw(asBytes(refusal(status, why + more)));
    connection_.end();
}

void ContractClient::message(ServerConnection& /*client*/, Opcode opcode, ByteView payload)
{
    const Happening message = Happening::message(now(), opcode == Opcode::Binary, payload);
    mock_.checker_.setChannel(channel_);
    const contract::Verdict verdict =
        mock_.checker_.check(Direction::Out, payload, !message.isBinary);
    const auto words = [&] { return happeningText(message, {}); };
    watch_.take(verdict, words, 0, {});
    if (!verdict.fits()) {
        tell(words() + ", which " + verdictText(*mock_.document_, verdict));
    } else {
        answer(mock_.document_->messages()[*verdict.message]);
    }
}

void ContractClient::answer(const contract::Message& message)
{
    std::vector<std::size_t> possible = message.replies;
    if (possible.empty() && !mock_.document_->saysReplies()) {
        possible = unasked_;
    }
    std::erase_if(possible, [this](std::size_t each) { return !mock_.canMake_[each]; });
    if (!possible.empty()) {
        send(possible[next_++ % possible.size()]);
    }
}

void ContractClient::sendAll()
{
    for (const std::size_t message : unasked_) {
        if (connection_.hasRoom()) {
            send(message);
        }
    }
}

void ContractClient::send(std::size_t message)
{
    const contract::Message& kind = mock_.document_->messages()[message];
    if (const auto payload = mock_.maker_.make(message).and_then(
            [&](const std::string& made) { return payloadOf(kind.encoding, made); })) {
        connection_.send(kind.isBinary() ? Opcode::Binary : Opcode::Text, viewOf(*payload));
    }
}

void ContractClient::tell(const std::string& what)
{
    if (mock_.options_.told && told_++ < ContractMock::Options::MostTold) {
        mock_.options_.told(shown_, what);
    }
}

} // namespace framescope::scenario
