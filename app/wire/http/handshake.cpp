// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http/handshake.h"

#include "wire/http/printable.h"

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

std::string headerText(std::string_view name, std::string_view value)
{
    return std::string(name) + ": " + quoted(printable(value));
}

/// The header with its value, or "there is no NAME header".
std::string headerOrNone(const HttpHead& head, std::string_view name)
{
    return head.find(name) ? headerText(name, head.joined(name))
                           : "there is no " + std::string(name) + " header";
}

/// Lists the elements that the client offered, each in its own quotes: some clients put credentials
/// there, which exports remove one by one.
std::string offerText(const HttpHead& request, std::string_view name)
{
    std::string list;
    for (const std::string& element : splitList(request.joined(name))) {
        list += (list.empty() ? "" : ", ") + quoted(printable(element));
    }
    return "the client offered " + (list.empty() ? "none" : list);
}

/// Reports a header that occurs more than once in a response, with each value (RFC 6455 11.3.3,
/// 11.3.4).
bool checkOnce(const HttpHead& response, std::string_view name, Violations& violations)
{
    std::string values;
    std::size_t count = 0;
    for (const HeaderField& field : response.fields) {
        if (equalsIgnoreCase(field.name, name)) {
            values += (count++ == 0 ? "" : " and ") + quoted(printable(field.value));
        }
    }
    if (count > 1) {
        violations.push_back({Rule::HeaderRepeated, std::string(name) + ": " + values});
    }
    return count <= 1;
}

void checkAccept(const HttpHead& request, const HttpHead& response, Violations& violations)
{
    constexpr std::string_view Name = "Sec-WebSocket-Accept";
    const std::string* key = request.find("Sec-WebSocket-Key");
    if (!key) {
        violations.push_back({Rule::AcceptMismatch, "the request has no Sec-WebSocket-Key"});
        return;
    }
    const std::string expected = acceptKey(*key);
    if (!response.find(Name)) {
        violations.push_back({Rule::AcceptMismatch, "there is none, expected " + expected});
        return;
    }
    const bool once = checkOnce(response, Name, violations);
    const std::string accept = once ? response.joined(Name) : *response.find(Name);
    if (accept != expected) {
        violations.push_back(
            {Rule::AcceptMismatch, quoted(printable(accept)) + ", expected " + expected});
    }
}

void checkUpgrade(const HttpHead& response, Violations& violations)
{
    if (!equalsIgnoreCase(response.joined("Upgrade"), "websocket")) {
        violations.push_back({Rule::UpgradeMissing, headerOrNone(response, "Upgrade")});
    }
    if (!response.hasToken("Connection", "upgrade")) {
        violations.push_back({Rule::ConnectionMissing, headerOrNone(response, "Connection")});
    }
}

void checkSubprotocol(const HttpHead& request, const HttpHead& response, HandshakeOutcome& outcome)
{
    constexpr std::string_view Name = "Sec-WebSocket-Protocol";
    if (!response.find(Name)) {
        return;
    }
    outcome.subprotocol = response.joined(Name);
    checkOnce(response, Name, outcome.violations);
    const auto offered = splitList(request.joined(Name));
    for (const HeaderField& field : response.fields) {
        if (equalsIgnoreCase(field.name, Name) &&
            std::find(offered.begin(), offered.end(), field.value) == offered.end()) {
            outcome.violations.push_back(
                {Rule::SubprotocolNotOffered,
                 headerText(Name, field.value) + "; " + offerText(request, Name)});
        }
    }
}

const Extension::Parameter* parameter(const Extension& extension, std::string_view name)
{
    const auto found = std::ranges::find(extension.parameters, name, &Extension::Parameter::name);
    return found == extension.parameters.end() ? nullptr : &*found;
}

std::string parameterText(const Extension::Parameter& parameter)
{
    return parameter.name + (parameter.value ? '=' + *parameter.value : std::string());
}

/// Says why a valid `answer` does not fit `offer`; empty if it fits. The server must confirm the
/// client's demands on it, and may limit the client only if the client allowed that (RFC 7692
/// 7.1.1, 7.1.2).
std::string misfit(const Extension& answer, const Extension& offer)
{
    constexpr const char* ServerContext = "server_no_context_takeover";
    constexpr const char* ServerBits = "server_max_window_bits";
    constexpr const char* ClientBits = "client_max_window_bits";
    const auto offered = answerDeflateOffer(offer);
    const auto answered = parseDeflateAnswer(answer);
    if (!offered || !answered) {
        return "the offer itself is invalid";
    }
    if (offered->serverNoContextTakeover && !answered->serverNoContextTakeover) {
        return std::string(ServerContext) + " was demanded and is not in the answer";
    }
    if (answered->serverMaxWindowBits > offered->serverMaxWindowBits) {
        const auto* bits = parameter(answer, ServerBits);
        return (bits ? parameterText(*bits) : std::string(ServerBits) + " is not in the answer") +
               ", at most " + std::to_string(offered->serverMaxWindowBits) + " was demanded";
    }
    const auto* clientBits = parameter(answer, ClientBits);
    if (clientBits && !parameter(offer, ClientBits)) {
        return parameterText(*clientBits) + " was not offered";
    }
    if (clientBits && answered->clientMaxWindowBits > offered->clientMaxWindowBits) {
        return parameterText(*clientBits) + ", at most " +
               std::to_string(offered->clientMaxWindowBits) + " was offered";
    }
    return {};
}

/// The violation in an answer to `offers` of permessage-deflate; nullopt if there is none.
std::optional<Violation> deflateMistake(const Extension& answer,
                                        const std::vector<Extension>& offers)
{
    if (const auto* invalid = invalidInAnswer(answer)) {
        return Violation{Rule::DeflateParameter, parameterText(*invalid)};
    }
    std::string first;
    for (const Extension& offer : offers) {
        if (offer.name == answer.name) {
            std::string why = misfit(answer, offer);
            if (why.empty()) {
                return std::nullopt;
            }
            first = first.empty() ? std::move(why) : first;
        }
    }
    return Violation{Rule::ExtensionNotOffered, std::move(first)};
}

void checkExtensions(const HttpHead& request, const HttpHead& response, HandshakeOutcome& outcome)
{
    constexpr std::string_view Name = "Sec-WebSocket-Extensions";
    const auto offers = parseExtensions(request.joined(Name));
    const std::string answerText = response.joined(Name);
    const auto answers = parseExtensions(answerText);
    const auto violate = [&](Rule rule, const std::string& what) {
        outcome.violations.push_back({rule, what + "; the server answered " +
                                                quoted(printable(answerText)) + ", " +
                                                offerText(request, Name)});
    };
    if (answers.size() != splitList(answerText).size()) {
        violate(Rule::ExtensionMalformed, "it is no list of names with parameters");
    }
    bool deflateSeen = false;
    for (const Extension& answer : answers) {
        const bool offered =
            std::ranges::find(offers, answer.name, &Extension::name) != offers.end();
        const bool deflate = answer.name == DeflateName;
        if (!offered) {
            violate(Rule::ExtensionNotOffered, answer.name);
        } else if (deflate && deflateSeen) {
            violate(Rule::ExtensionNotOffered, "permessage-deflate twice");
        } else if (deflate) {
            if (const auto mistake = deflateMistake(answer, offers)) {
                violate(mistake->rule, mistake->detail);
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
    outcome.opened = std::ranges::none_of(outcome.violations, [](const Violation& violation) {
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
