// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/editing/key_table.h"

#include "collection/format/message_fields.h"
#include "collection/format/option_fields.h"
#include "scenario/format/expectation_fields.h"
#include "scenario/format/matcher_fields.h"
#include "scenario/format/scenario_fields.h"
#include "scenario/format/step_fields.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>

namespace framescope::scenario {

namespace {

using Path = std::vector<std::string>;
using Keys = std::vector<std::string>;

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::ranges::find(words, word) != words.end();
}

/// The key that says what the end of a path is about: expect, send, connect …
std::string aboutOf(const Path& path)
{
    for (auto key = path.rbegin(); key != path.rend(); ++key) {
        if (isOneOf(*key, {"expect", "send", "part", "connect", "serve", "accept", "refuse", "set",
                           "respond", "steps", "then"})) {
            return *key;
        }
    }
    return {};
}

bool listsSteps(const Path& path)
{
    return path.size() >= 2 && path.back() == "-" &&
           isOneOf(path[path.size() - 2], {"steps", "then"});
}

bool listsExpectations(const Path& path)
{
    return path.size() >= 2 && path.back() == "-" &&
           isOneOf(path[path.size() - 2], {"any_order", "one_of"});
}

Keys stepKeys(bool playsServer)
{
    using Side = StepKind::Side;
    Keys keys;
    for (const StepKind& kind : stepKinds()) {
        if (kind.side != (playsServer ? Side::Client : Side::Server)) {
            keys.emplace_back(kind.key);
        }
    }
    keys.emplace_back(IncludeKey);
    return keys;
}

Keys expectationKeysFor(bool playsServer, ExpectationRole role)
{
    Keys keys;
    for (const ExpectationKind& kind : expectationKinds()) {
        if (playsServer || kind.kind != Expectation::Kind::Request) {
            keys.emplace_back(kind.key);
        }
    }
    std::ranges::move(keysBeside(role), std::back_inserter(keys));
    return keys;
}

/// The keys within an expectation, by the last key of the path.
Keys keysInExpectation(const Path& path)
{
    const std::string& last = path.back();
    const std::string_view around = path.size() >= 2 ? std::string_view(path[path.size() - 2]) : "";
    if (around == "json") {
        return jsonOperators();
    }
    if (around == "headers") {
        return keysOf(matcherFields());
    }
    const auto kind = std::ranges::find(expectationKinds(), last, &ExpectationKind::key);
    if (kind != expectationKinds().end() && kind->keys) {
        return kind->keys();
    }
    return isOneOf(last, {"message", "ping", "pong", "reason", "body", "path"})
               ? keysOf(matcherFields())
               : Keys{};
}

/// The keys within a message, by the last key of the path.
Keys keysInMessage(const Path& path)
{
    const bool isFrame =
        path.size() >= 2 && path.back() == "-" && path[path.size() - 2] == "frames";
    return isFrame                  ? collection::frameKeys()
           : path.back() == "close" ? collection::closeKeys()
                                    : Keys{};
}

struct KeyHelp
{
    const char* key;
    const char* help;
};

constexpr auto FileHelp = std::to_array<KeyHelp>({
    {"name", "what the scenario shows"},
    {"description", "more about it"},
    {"tags", "words to choose files by"},
    {"variables", "values of {{name}}, unless they are given otherwise"},
    {"include", "defaults of another file; as a step, its steps"},
    {"connect", "the URL, or the options of a connection"},
    {"serve", "this file plays the server"},
    {"contract", "a JSON Schema or AsyncAPI document that all messages are held against"},
    {"matrix", "lists of values: one run for each combination"},
    {"within", "the time an expectation waits"},
    {"timeout", "the time of a whole run"},
    {"never", "a filter that no event may match"},
    {"always", "a filter that each message must match"},
    {"steps", "what is done and expected, in its order"},
});

constexpr auto InnerHelp = std::to_array<KeyHelp>({
    {"expect", "what must come next"},
    {"send", "a message: a text, or its kind and content"},
    {"echo", "the last message that was expected, sent back as it was"},
    {"wait", "do nothing for a time"},
    {"set", "take a value from what was received"},
    {"repeat", "the same steps again"},
    {"parallel", "several connections at once"},
    {"behaviour", "what the client does wrong from now on"},
    {"misdeed", "what the client does wrong once"},
    {"open", "the connection is open"},
    {"message", "a data message"},
    {"any_order", "all of these, in any order"},
    {"one_of", "one of these, each with steps of its own"},
    {"silence", "no message for a time"},
    {"ping", "a ping"},
    {"pong", "a pong"},
    {"refused", "an answer other than 101"},
    {"error", "no connection: dns, tcp, tls …"},
    {"close", "the end: code, reason, by whom, clean"},
    {"request", "the request of a client"},
    {"skip", "others: messages that do not match are passed over"},
    {"equals", "the same text"},
    {"contains", "a part of the text"},
    {"matches", "a regular expression"},
    {"json", "values at paths"},
    {"schema", "a JSON Schema"},
    {"size", "bytes: 5, >1k, 10..20"},
    {"filter", "the filter language"},
    {"any", "anything"},
    {"exists", "whether there is a value"},
    {"status", "the status of the answer"},
    {"subprotocol", "the one that was agreed on"},
    {"code", "1000, 4000..4999, none, or a list"},
    {"by", "who sent the first Close"},
    {"clean", "whether both sides sent Close"},
    {"layer", "where it failed"},
    {"end", "the end of TCP, without a Close"},
    {"part", "a part of a frame"},
    {"respond", "the bytes of an answer, as they are"},
    {"tls", "certificates, and which of the server are trusted"},
    {"insecure", "any certificate of the server is trusted"},
    {"ca", "a file with the certificates that are trusted"},
    {"certificate", "a file with the client's certificate"},
    {"key", "a file with the key of the client's certificate"},
    {"server-name", "the name that the certificate must have"},
    {"lowest", "version of TLS"},
    {"highest", "version of TLS"},
    {"proxy", "none, system, or http://HOST:PORT"},
    {"except", "hosts that are reached without the proxy"},
    {"timeouts", "of connecting, of the upgrade, of closing"},
    {"reconnect", "connect again when the connection has ended"},
    {"authorization", "basic or bearer"},
});

} // namespace

Keys keysBelow(const Path& path, bool playsServer)
{
    if (path.empty()) {
        Keys keys = keysOf(scenarioFields());
        keys.emplace_back(IncludeKey);
        return keys;
    }
    const std::string& last = path.back();
    if (listsSteps(path)) {
        return stepKeys(playsServer);
    }
    if (last == "expect" || listsExpectations(path)) {
        return expectationKeysFor(playsServer, last == "expect" ? ExpectationRole::Step
                                               : path[path.size() - 2] == "one_of"
                                                   ? ExpectationRole::OfOneOf
                                                   : ExpectationRole::OfAnyOrder);
    }
    if (last == "repeat") {
        return {"times", "as", "steps"};
    }
    if (path.size() >= 2 && last == "-" && path[path.size() - 2] == "parallel") {
        return {"name", "connect", "steps"};
    }
    const std::string about = aboutOf(path);
    if (about == "expect") {
        return keysInExpectation(path);
    }
    if (about == "set" && path.size() >= 2 && path[path.size() - 2] == "set") {
        return {"json", "header", "text"};
    }
    if (last != about) {
        return about == "connect"                   ? collection::keysWithin(last)
               : about == "send" || about == "part" ? keysInMessage(path)
                                                    : Keys{};
    }
    return about == "connect"   ? connectKeys()
           : about == "serve"   ? serveKeys()
           : about == "accept"  ? acceptKeys()
           : about == "refuse"  ? refuseKeys()
           : about == "respond" ? respondKeys()
           : about == "part"    ? partKeys()
           : about == "send"    ? sendKeys()
                                : Keys{};
}

Keys wordsOf(const Path& path, std::string_view key)
{
    const bool inJson = path.size() >= 2 && path[path.size() - 2] == "json";
    if (key == "expect") {
        Keys words = expectationKeysFor(false, ExpectationRole::Step);
        std::erase_if(words, [](const std::string& word) {
            return isOneOf(word, {"any_order", "one_of", "silence", "within", "skip"});
        });
        return words;
    }
    if (key == "type") {
        return inJson ? Keys{"string", "number", "integer", "boolean", "object", "array", "null"}
                      : Keys{"text", "binary"};
    }
    struct Words
    {
        const char* key;
        Keys words;
    };
    static const std::vector<Words> Table{
        {"by", {"server", "client", "nobody"}},
        {"clean", {"true", "false"}},
        {"any", {"true"}},
        {"exists", {"true", "false"}},
        {"deflate", {"true", "false"}},
        {"strict", {"true", "false"}},
        {"keep-cookies", {"true", "false"}},
        {"follow-redirects", {"true", "false"}},
        {"insecure", {"true", "false"}},
        {"lowest", {"1.2", "1.3"}},
        {"highest", {"1.2", "1.3"}},
        {"proxy", {"none", "system"}},
        {"use", {"none", "system", "given"}},
        {"compression", {"true", "false"}},
        {"offered", {"true", "false"}},
        {"reconnect", {"true", "false"}},
        {"fin", {"true", "false"}},
        {"mask", {"none"}},
        {"length-bits", {"7", "16", "64"}},
        {"skip", {"others"}},
        {"layer", {"dns", "tcp", "tls", "http", "websocket"}},
        {"end", {"fin", "rst", "tls"}},
        {"misdeed", {"cut=rst-in-frame", "cut=fin-in-frame", "cut=rst", "cut=fin", "read=stop:3s"}},
        {"behaviour", {"pong=off", "pong=late:500ms", "pong=wrong", "close-reply=none"}},
        {"form", {"text", "hex", "base64", "file", "messagepack", "cbor"}},
        {"within", {"500ms", "2s", "10s"}},
        {"silence", {"500ms", "2s", "10s"}},
        {"wait", {"100ms", "500ms", "2s"}},
        {"timeout", {"30s", "1m"}},
        {"code",
         {"1000", "1001", "1002", "1003", "1006", "1007", "1008", "1009", "1011", "1012", "1013",
          "4000..4999", "none"}},
    };
    const auto found =
        std::ranges::find_if(Table, [key](const Words& words) { return key == words.key; });
    return found == Table.end() ? Keys{} : found->words;
}

std::string_view helpFor(const Path& path, std::string_view key)
{
    const auto in = [key](const auto& table) -> std::string_view {
        const auto found =
            std::ranges::find_if(table, [key](const KeyHelp& help) { return key == help.key; });
        return found == table.end() ? std::string_view() : found->help;
    };
    if (path.empty()) {
        return in(FileHelp);
    }
    const std::string_view inner = in(InnerHelp);
    return inner.empty() ? in(FileHelp) : inner;
}

} // namespace framescope::scenario
