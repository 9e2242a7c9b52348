// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/ending/ending_story.h"

#include "base/text/clause.h"
#include "base/text/counted.h"
#include "base/text/duration_text.h"
#include "timeline/decode/control_frames.h"
#include "timeline/diagnosis/diagnosis.h"
#include "timeline/ending/ending_words.h"
#include "wire/frames/close_codes.h"

#include <algorithm>
#include <utility>

namespace framescope::timeline {

namespace {

/// Puts the ending of one connection into words.
class Teller
{
public:
    explicit Teller(const ConnectionInfo& connection)
        : connection_(connection), ending_(connection.closing), first_(firstCloser(connection))
    {
    }

    EndingStory tell()
    {
        EndingStory story;
        story.first = first_;
        story.server = half(Direction::In);
        story.client = half(Direction::Out);
        story.browser = browser();
        story.faults = faults();
        story.headline = headline();
        tellOpening();
        tellEarlier();
        tellCloses();
        tellError();
        tellTcp();
        tellRest();
        tellBrowser(story.browser);
        story.sentences = std::move(sentences_);
        if (ending_ && !hasOpened()) {
            const auto diagnosis = diagnose(connection_);
            story.cause = "not-opened";
            story.usually = diagnosis ? diagnosis->advice : "";
        } else if (ending_) {
            story.cause = wordsOf(causeOfEnding(connection_)).id;
            story.usually = usually();
        }
        return story;
    }

private:
    const std::optional<FirstClose>& closeOf(Direction side) const
    {
        return side == Direction::In ? connection_.closeReceived : connection_.closeSent;
    }
    const std::optional<FirstClose>& firstClose() const { return closeOf(*first_); }
    const std::optional<FirstClose>& answer() const { return closeOf(opposite(*first_)); }
    /// A capture that began later has no opening. After an invalid 101, frames may still follow.
    bool hasOpened() const
    {
        return connection_.openAt || !(isKnown() || connection_.handshake.switched);
    }
    bool isKnown() const { return ending_ && ending_->unknown.empty(); }
    void say(std::string sentence) { sentences_.push_back(std::move(sentence)); }

    /// The last moment before TCP ended that an ending is measured from.
    std::optional<Timestamp> lastClose() const
    {
        if (!first_) {
            return std::nullopt;
        }
        return answer() ? std::max(firstClose()->time, answer()->time) : firstClose()->time;
    }

    EndingHalf half(Direction side) const
    {
        EndingHalf half;
        if (const auto& close = closeOf(side)) {
            half.close = side == first_
                             ? "first"
                             : durationText(close->time - firstClose()->time) + " after the first";
            half.code = codeText(*close);
            if (close->code) {
                const wire::CloseCode& row = wire::closeCode(*close->code);
                half.meaning = row.meaning;
                half.registered = row.registered;
            }
            half.reason = reasonText(*close);
            half.bytes = bytesText(*close);
        } else {
            half.close = isKnown() ? "none" : ending_ ? "not known" : "none so far";
        }
        half.tcp = tcpText(side);
        return half;
    }

    std::string tcpText(Direction side) const
    {
        if (!ending_ || !ending_->tcpEnds[indexOf(side)]) {
            return {};
        }
        const TcpEnd& end = *ending_->tcpEnds[indexOf(side)];
        std::string text = end.reset ? "RST" : "FIN";
        if (const auto base = lastClose()) {
            text += end.time < *base
                        ? ' ' + durationText(*base - end.time) + " before the last Close"
                        : ' ' + durationText(end.time - *base) + " after the last Close";
        } else if (const auto& other = ending_->tcpEnds[indexOf(opposite(side))];
                   other && other->time < end.time) {
            text += ' ' + durationText(end.time - other->time) + " after the other side";
        }
        text += end.thenReset ? ", then RST" : "";
        return text;
    }

    std::optional<BrowserReport> browser() const
    {
        if (!ending_ || !ending_->code) {
            return std::nullopt;
        }
        if (!ending_->browser.empty()) {
            constexpr std::string_view Begin = "a browser reports 1006: ";
            return BrowserReport{
                false, wire::CloseAbnormal, {}, ending_->browser.substr(Begin.size())};
        }
        if (isResetBehindCloses()) {
            return BrowserReport{
                false, *ending_->code, ending_->reason,
                "the server ended TCP by a reset (RST) and not in order (FIN), as "
                "Chromium judges it; by RFC 6455 7.1.4 the two Close frames count"};
        }
        const auto& received = connection_.closeReceived;
        return BrowserReport{ending_->clean, *ending_->code, ending_->reason,
                             isBroken(received) && received->code == ending_->code
                                 ? "Chromium passes a code on that no Close frame may have"
                                 : ""};
    }

    bool isResetBehindCloses() const
    {
        const auto& end = ending_->tcpEnds[indexOf(Direction::In)];
        return ending_->clean && end && end->reset;
    }

    std::vector<EndingFault> faults() const
    {
        std::vector<EndingFault> faults;
        if (!hasOpened()) {
            for (const wire::Violation& violation : connection_.handshake.violations) {
                faults.push_back({violation, std::nullopt});
            }
        }
        for (const Direction side : {Direction::In, Direction::Out}) {
            if (const auto& close = closeOf(side)) {
                for (const wire::Violation& violation : close->violations) {
                    faults.push_back({violation, side});
                }
            }
        }
        if (ending_) {
            for (const wire::Violations* some : {&ending_->earlier, &ending_->violations}) {
                for (const wire::Violation& violation : *some) {
                    faults.push_back({violation, std::nullopt});
                }
            }
        }
        return faults;
    }

    std::string headline() const
    {
        if (!hasOpened()) {
            return "The connection did not open.";
        }
        if (!ending_) {
            return "The connection is closing.";
        }
        if (!isKnown() && !first_) {
            return "How the connection ended is not known.";
        }
        if (!first_) {
            if (causeOfEnding(connection_) == EndingCause::TlsBroken) {
                return "TLS ended without a Close.";
            }
            const std::string end = tcpEnd(ending_->detail);
            const bool broken = causeOfEnding(connection_) == EndingCause::BrokenBefore;
            return capital(end.empty() ? "the connection ended" : end) +
                   middle(" without a Close") +
                   (broken ? ", after frames that break the protocol." : ".");
        }
        const std::string text =
            capital(ownerOf(*first_)) + " closed the connection with " + codeInWords(*firstClose());
        if (isBroken(firstClose())) {
            return text + ", by a Close frame that breaks the protocol.";
        }
        if (causeOfEnding(connection_) == EndingCause::FrameAfterClose) {
            return text + ", but a frame came after that.";
        }
        if (causeOfEnding(connection_) == EndingCause::ClientDidNotWait) {
            return text + ", and ended TCP before the server could answer.";
        }
        if (!answer() && isKnown()) {
            return text + ", and " + ownerOf(opposite(*first_)) + " did not answer.";
        }
        if (ending_->detail.closeUnsent.value_or(false)) {
            return text + ", but the answer never left the client.";
        }
        return text + (isBroken(answer())         ? ", but the answer breaks the protocol."
                       : !answer()                ? "."
                       : isResetBehindCloses()    ? ", and the server reset TCP (RST) after that."
                       : ending_->earlier.empty() ? middle(", in order") + '.'
                                                  : ", after frames that break the protocol.");
    }

    /// The frame or message that the connection ended in, or `otherwise`.
    std::string middle(std::string_view otherwise) const
    {
        const auto& faults = ending_->violations;
        return !ending_->detail.inside ? std::string(otherwise)
               : std::ranges::find(faults, wire::Rule::FrameTruncated, &wire::Violation::rule) !=
                       faults.end()
                   ? " in the middle of a frame"
                   : " in the middle of a message";
    }

    void tellOpening()
    {
        if (const auto diagnosis = diagnose(connection_); diagnosis && !hasOpened()) {
            say(capital(diagnosis->sentence) + '.');
        } else if (connection_.openAt && connection_.closedAt) {
            say("The connection was open for " +
                durationText(std::max(*connection_.closedAt - *connection_.openAt, Duration{})) +
                '.');
        }
        if (first_ && ending_ && ending_->quiet >= LongSilence) {
            say("Before the first Close, neither side had sent a byte for " +
                durationText(ending_->quiet) + '.');
        }
    }

    void tellEarlier()
    {
        if (ending_ && hasOpened()) {
            for (const wire::Violation& violation : ending_->earlier) {
                say("Before the end, the protocol was broken: " +
                    asClause(wire::violationText(violation)) + " (" +
                    std::string(wire::info(violation.rule).section) + ')' + '.');
            }
        }
    }

    void tellCloses()
    {
        if (!first_) {
            if (isKnown() && hasOpened()) {
                say("Neither side sent a Close frame, with which a WebSocket says goodbye.");
            }
            return;
        }
        if (!hasOpened()) {
            say(capital(ownerOf(*first_)) + " sent Close after that, with " +
                contentText(*firstClose()) + ", which counts for nothing.");
            return;
        }
        say(capital(ownerOf(*first_)) + " sent Close first, with " + contentText(*firstClose()) +
            '.');
        const std::string other = ownerOf(opposite(*first_));
        if (answer()) {
            const bool same = answer()->code == firstClose()->code;
            say(capital(other) + " answered after " +
                durationText(answer()->time - firstClose()->time) + " with " +
                (same && answer()->code ? "the same code" + withReason(*answer())
                                        : contentText(*answer()) + (same ? ", too" : "")) +
                '.');
            if (!same && !isBroken(firstClose()) && !isBroken(answer())) {
                say("An answer usually repeats the code: either both sides closed at the same "
                    "time, or " +
                    other + " answers with a code of its own.");
            }
        } else if (isKnown()) {
            say(capital(other) + " sent no Close frame in answer.");
        }
    }

    /// Says what went wrong in an open connection, except a reset, which the end of TCP says.
    void tellError()
    {
        if (const auto* error = std::get_if<ErrorDetail>(connection_.error.get());
            error && connection_.openAt && error->layer != "tcp" && error->text) {
            say("There was an error: " + *error->text + '.');
        }
    }

    void tellTcp()
    {
        if (!ending_ || !hasOpened()) {
            return;
        }
        const ClosedDetail& detail = ending_->detail;
        if (detail.text && !detail.text->empty()) {
            say(capital(*detail.text) + '.');
        }
        if (detail.tcp && detail.tcpBy) {
            say(capital(tcpEnding(detail)) + '.');
        }
        if (const auto& end = ending_->tcpEnds[indexOf(Direction::In)]; end && end->thenReset) {
            say("A reset (RST) followed it, with which a system answers what comes to a socket "
                "that its program has closed.");
        }
        if (detail.tls) {
            say("TLS " + *detail.tls + '.');
        }
    }

    void tellRest()
    {
        if (!ending_) {
            return;
        }
        if (!ending_->unknown.empty()) {
            say("Not all is known: " + ending_->unknown + '.');
        }
        if (const auto unsent = ending_->detail.unsent) {
            say(counted(*unsent, "byte") + (*unsent == 1 ? " was" : " were") + " never sent, as " +
                whyUnsent() +
                (ending_->detail.closeUnsent.value_or(false)
                     ? "; the client's Close frame is among them."
                     : "."));
        }
    }

    /// The texts of a session that gave up begin with what the server did not do.
    std::string whyUnsent() const
    {
        const ClosedDetail& detail = ending_->detail;
        return detail.text.value_or("").starts_with("the server did not") || !detail.tcpBy
                   ? "the server did not read in time"
                   : "the " + *detail.tcpBy + " ended TCP before";
    }

    void tellBrowser(const std::optional<BrowserReport>& report)
    {
        if (!report) {
            return;
        }
        std::string text =
            "A page in a browser is told code " + std::to_string(report->code) +
            (report->reason.empty() ? "" : ", the reason " + inQuotes(report->reason)) +
            (report->wasClean ? ", and that the connection was closed cleanly"
                              : ", and that it was not closed cleanly");
        if (report->code == wire::CloseNoStatus) {
            text += "; 1005 stands for a Close frame without a code, and is never sent itself";
        } else if (report->code == wire::CloseAbnormal) {
            text += "; 1006 stands for an ending without a Close frame that counts, and is never "
                    "sent itself";
        }
        say(text + '.');
        if (!report->why.empty()) {
            say("It says so because " + report->why + '.');
        }
    }

    std::string usually() const
    {
        const EndingCause cause = causeOfEnding(connection_);
        std::string text(wordsOf(cause).usually);
        const bool bySilence =
            cause == EndingCause::IdleTimeout || cause == EndingCause::StalledInFrame;
        const bool byClose = first_ && ending_->quiet >= LongSilence &&
                             (cause == EndingCause::Finished || cause == EndingCause::NoCode ||
                              cause == EndingCause::ServerGoesAway);
        if (byClose) {
            text += (text.empty() ? "" : " ");
            text += "As nothing was sent for " + durationText(ending_->quiet) +
                    ", it may be an idle timeout.";
        }
        if (bySilence || byClose) {
            const std::string limit =
                idleLimitText(byClose ? ending_->quiet : silenceOf(ending_->detail));
            text += limit.empty() ? "" : ' ' + limit + '.';
        }
        return text;
    }

    const ConnectionInfo& connection_;
    const std::optional<ConnectionEnding>& ending_;
    std::optional<Direction> first_;
    std::vector<std::string> sentences_;
};

} // namespace

std::optional<EndingStory> endingStory(const ConnectionInfo& connection)
{
    if (!connection.closing && !connection.closeReceived && !connection.closeSent) {
        return std::nullopt;
    }
    return Teller(connection).tell();
}

} // namespace framescope::timeline
