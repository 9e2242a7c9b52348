// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/diagnosis/diagnosis.h"

#include "base/text/utf8.h"
#include "base/text/visible_text.h"
#include "redaction/secrets.h"
#include "wire/http/printable.h"

#include <algorithm>

namespace framescope::timeline {

namespace {

constexpr std::size_t MostOfContent = 60;

/// The first line of what the server sent, for a sentence.
std::string firstLine(std::string_view content)
{
    std::string_view line = content.substr(0, std::min(content.find('\n'), content.size()));
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    const std::string_view kept = cutText(line, MostOfContent);
    return visibleText(kept) + (kept.size() < line.size() ? "…" : "");
}

std::string statusOf(const wire::HttpHead& response)
{
    return std::to_string(response.status) + (response.reason.empty() ? "" : " ") +
           wire::printable(redaction::headWithoutSecrets(response).reason);
}

std::string replaced(std::string text, std::string_view name, std::string_view value)
{
    if (const std::size_t at = text.find(name); at != std::string::npos) {
        text.replace(at, name.size(), value);
    }
    return text;
}

std::string sentenceOf(const ConnectionInfo& connection, const ErrorDetail& error,
                       std::string_view pattern)
{
    std::string sentence(pattern);
    if (connection.response) {
        sentence = replaced(std::move(sentence), "{status}", statusOf(*connection.response));
    }
    sentence = replaced(std::move(sentence), "{redirect}", redirectRefusal(connection));
    const std::string content = contentOf(error);
    const std::string_view protocol = protocolOf(content);
    sentence = replaced(std::move(sentence), "{protocol}",
                        protocol.empty() ? "another protocol" : protocol);
    return replaced(std::move(sentence), "{content}", firstLine(content));
}

} // namespace

std::optional<Diagnosis> diagnose(const ConnectionInfo& connection)
{
    if (connection.openAt || !connection.error) {
        return std::nullopt;
    }
    const auto& error = std::get<ErrorDetail>(*connection.error);
    const FailureCause cause = causeOf(connection);
    const CauseWords& words = wordsOf(cause);
    std::string sentence = words.sentence.empty()
                               ? error.text.value_or("the connection did not open")
                               : sentenceOf(connection, error, words.sentence);
    return Diagnosis{cause, std::move(sentence), std::string(words.advice)};
}

} // namespace framescope::timeline
