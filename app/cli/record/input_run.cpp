// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/input_run.h"

#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "cli/record/jsonl_message.h"
#include "cli/record/record_action.h"

#include <utility>

namespace framescope::cli {

InputRun::InputRun(const Options& options, session::Session& session, message::TemplateScope& scope)
    : options_(options), session_(session), scope_(scope)
{
    connect(&lines_, &InputLines::line, this, &InputRun::send);
    connect(&lines_, &InputLines::lineTooLong, this, [this] {
        hasMistake_ = true;
        tellOfLine(" is longer than 64 MiB; it was not sent");
    });
}

void InputRun::start()
{
    started_ = true;
    update();
}

void InputRun::update()
{
    lines_.setWanted(started_ && session_.canSend());
}

void InputRun::stop()
{
    started_ = false;
    lines_.setWanted(false);
}

std::string InputRun::unsent() const
{
    return lines_.isLeft() ? "the input after line " + std::to_string(lines_.number()) +
                                 " of standard input was not sent"
                           : std::string();
}

void InputRun::send(const QByteArray& line)
{
    auto outgoing = outgoingFrom(line);
    if (!outgoing) {
        const Error& error = outgoing.error();
        hasMistake_ = hasMistake_ || options_.jsonl;
        tellOfLine((error.where.empty() ? " " : ", ") + error.message() + "; it was not sent");
    } else if (*outgoing) {
        message::Outgoing whole = inFragments(**std::move(outgoing), options_.fragmentSize);
        if (const auto sent = session_.send(whole); !sent) {
            tellOfLine(" was not sent: " + sent.error().message());
        } else {
            hasClosed_ = hasClosed_ || std::holds_alternative<message::Close>(whole);
        }
    }
    update();
}

/// Nullopt for a line that is skipped.
Result<std::optional<message::Outgoing>> InputRun::outgoingFrom(const QByteArray& line)
{
    const std::string_view text = asText(viewOf(line));
    if (!isUtf8(asBytes(text))) {
        return failure("is not UTF-8");
    }
    if (options_.jsonl) {
        return text.find_first_not_of(" \t") == std::string_view::npos
                   ? Result<std::optional<message::Outgoing>>(std::nullopt)
                   : outgoingFromJsonl(text);
    }
    const QString whole = toQString(text);
    return (options_.templates ? message::expanded(whole, scope_) : Result<QString>(whole))
        .map([](const QString& content) {
            return std::optional<message::Outgoing>(message::Text{content});
        });
}

void InputRun::tellOfLine(const std::string& clause)
{
    emit told("line " + std::to_string(lines_.number()) + " of standard input" + clause);
}

} // namespace framescope::cli
