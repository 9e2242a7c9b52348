// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/handshake.h"

#include <algorithm>
#include <utility>

#include <QByteArray>
#include <QCryptographicHash>

namespace framescope::wire {

namespace {

constexpr std::string_view DeflateName = "permessage-deflate";

std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

void checkAccept(const HttpHead& request, const HttpHead& response, Violations& violations)
{
    const std::string* key = request.find("Sec-WebSocket-Key");
    if (!key) {
        violations.push_back({Rule::AcceptMismatch, "the request has no Sec-WebSocket-Key"});
        return;
    }
    const std::string expected = acceptKey(*key);
    if (!response.find("Sec-WebSocket-Accept")) {
        violations.push_back({Rule::AcceptMismatch, "there is none, expected " + expected});
        return;
    }
    const std::string accept = response.joined("Sec-WebSocket-Accept");
    if (accept != expected) {
        violations.push_back({Rule::AcceptMismatch, quoted(accept) + ", expected " + expected});
    }
}

void checkUpgrade(const HttpHead& response, Violations& violations)
{
    const std::string upgrade = response.joined("Upgrade");
    if (!equalsIgnoreCase(upgrade, "websocket")) {
        violations.push_back(
            {Rule::UpgradeMissing, response.find("Upgrade") ? quoted(upgrade) : ""});
    }
    if (!response.hasToken("Connection", "upgrade")) {
        violations.push_back({Rule::ConnectionMissing, response.find("Connection")
                                                           ? quoted(response.joined("Connection"))
                                                           : ""});
    }
}

void checkSubprotocol(const HttpHead& request, const HttpHead& response, HandshakeOutcome& outcome)
{
    constexpr std::string_view Name = "Sec-WebSocket-Protocol";
    if (!response.find(Name)) {
        return;
    }
    outcome.subprotocol = response.joined(Name);
    const auto offered = splitList(request.joined(Name));
    if (std::find(offered.begin(), offered.end(), outcome.subprotocol) == offered.end()) {
        outcome.violations.push_back({Rule::SubprotocolNotOffered, quoted(outcome.subprotocol)});
    }
}

const Extension::Parameter* parameter(const Extension& extension, std::string_view name)
{
    const auto found =
        std::find_if(extension.parameters.begin(), extension.parameters.end(),
                     [&](const Extension::Parameter& candidate) { return candidate.name == name; });
    return found == extension.parameters.end() ? nullptr : &*found;
}

/// Whether a server that was sent `offer` may say `answer` (RFC 7692 7.1.1, 7.1.2): it repeats
/// what the client demanded of it, and limits the client only where that said it can be.
bool answersOffer(const Extension& answer, const Extension& offer)
{
    const auto offered = answerDeflateOffer(offer);
    const auto answered = parseDeflateAnswer(answer);
    if (!offered || !answered) {
        return false;
    }
    const bool serverContext =
        answered->serverNoContextTakeover || !offered->serverNoContextTakeover;
    const bool serverBits = answered->serverMaxWindowBits <= offered->serverMaxWindowBits;
    const bool clientBits = !parameter(answer, "client_max_window_bits") ||
                            (parameter(offer, "client_max_window_bits") &&
                             answered->clientMaxWindowBits <= offered->clientMaxWindowBits);
    return serverContext && serverBits && clientBits;
}

/// What is wrong with the answer, as a violation's detail; empty where nothing is.
std::string deflateMistake(const Extension& answer, const std::vector<Extension>& offers)
{
    if (!parseDeflateAnswer(answer)) {
        return "permessage-deflate with parameters that are invalid in an answer";
    }
    const bool fits = std::any_of(offers.begin(), offers.end(), [&](const Extension& offer) {
        return answersOffer(answer, offer);
    });
    return fits ? "" : "permessage-deflate with parameters that don't answer what was offered";
}

void checkExtensions(const HttpHead& request, const HttpHead& response, HandshakeOutcome& outcome)
{
    const auto offers = parseExtensions(request.joined("Sec-WebSocket-Extensions"));
    const std::string answerText = response.joined("Sec-WebSocket-Extensions");
    const auto answers = parseExtensions(answerText);
    const auto violate = [&outcome](std::string detail) {
        outcome.violations.push_back({Rule::ExtensionNotOffered, std::move(detail)});
    };
    if (answers.size() != splitList(answerText).size()) {
        violate("malformed: " + answerText);
    }
    bool deflateSeen = false;
    for (const Extension& answer : answers) {
        const bool offered = std::any_of(offers.begin(), offers.end(), [&](const Extension& offer) {
            return offer.name == answer.name;
        });
        const bool deflate = answer.name == DeflateName;
        if (!offered) {
            violate(quoted(answer.name));
        } else if (deflate && deflateSeen) {
            violate("permessage-deflate twice");
        } else if (deflate) {
            if (std::string mistake = deflateMistake(answer, offers); !mistake.empty()) {
                violate(std::move(mistake));
            }
        }
        if (deflate && !std::exchange(deflateSeen, true)) {
            outcome.deflate = parseDeflateAnswer(answer);
        }
    }
}

} // namespace

std::string acceptKey(std::string_view key)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const std::string_view part :
         {key, std::string_view("258EAFA5-E914-47DA-95CA-C5AB0DC85B11")}) {
        hash.addData(QByteArrayView(part.data(), static_cast<qsizetype>(part.size())));
    }
    return hash.result().toBase64().toStdString();
}

HandshakeOutcome checkHandshake(const HttpHead& request, const HttpHead& response)
{
    HandshakeOutcome outcome;
    outcome.switched = !response.isRequest && response.status == 101;
    if (!outcome.switched) {
        return outcome;
    }
    checkAccept(request, response, outcome.violations);
    checkUpgrade(response, outcome.violations);
    checkSubprotocol(request, response, outcome);
    checkExtensions(request, response, outcome);
    outcome.opened = std::none_of(outcome.violations.begin(), outcome.violations.end(),
                                  [](const Violation& violation) {
                                      return info(violation.rule).severity == Severity::Error;
                                  });
    return outcome;
}

bool isUpgradeRequest(const HttpHead& request)
{
    const std::string* key = request.find("Sec-WebSocket-Key");
    return request.isRequest && request.method == "GET" && key && !key->empty() &&
           request.hasToken("Upgrade", "websocket");
}

} // namespace framescope::wire
