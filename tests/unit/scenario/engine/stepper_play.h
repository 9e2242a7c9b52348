// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text/qt_string.h"
#include "scenario/engine/stepper.h"
#include "scenario/format/read_scenario.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace framescope::scenario {

/// Plays the other side of a scenario, whose time is what the test says.
class StepperPlay
{
public:
    /// `steps`: YAML, each line with "- "; `more`: other keys of the file.
    explicit StepperPlay(const std::string& steps, const std::string& more = "connect: ws://a\n",
                         Stepper::Options options = {})
    {
        auto read = scenarioFrom(more + "steps:\n" + steps, QStringLiteral("/s/play.yaml"));
        if (!read) {
            QFAIL(read.error().message().c_str());
        }
        scenario_ = std::make_shared<const Scenario>(*std::move(read));
        stepper_.emplace(scenario_, scenario_->steps, std::move(options));
        stepper_->begin(time());
    }

    Stepper& operator*() { return *stepper_; }
    Stepper* operator->() { return &*stepper_; }

    /// The time since the run began, in ms.
    StepperPlay& at(int milliseconds)
    {
        now_ = std::chrono::milliseconds(milliseconds);
        return *this;
    }
    int now() const { return static_cast<int>(now_.count()); }
    Timestamp time() const { return Timestamp{} + std::chrono::hours(1) + now_; }

    StepperPlay& open(int status = 101, const std::string& fields = {})
    {
        const wire::HttpHead head = response(status, fields);
        Happening open = Happening::at(Happening::Kind::Open, time(), ++event_);
        open.head = &head;
        stepper_->happened(open);
        return *this;
    }
    StepperPlay& text(const std::string& text) { return message(text, false); }
    StepperPlay& binary(const std::string& bytes) { return message(bytes, true); }
    StepperPlay& message(const std::string& payload, bool isBinary)
    {
        Happening message = Happening::message(time(), isBinary, asBytes(payload));
        message.event = ++event_;
        stepper_->happened(message);
        return *this;
    }
    StepperPlay& control(Happening::Kind kind, const std::string& payload = {})
    {
        stepper_->happened(Happening::control(kind, time(), asBytes(payload)));
        return *this;
    }
    StepperPlay& error(const char* layer, const char* text)
    {
        Happening error = Happening::at(Happening::Kind::Error, time(), ++event_);
        error.layer = layer;
        error.text = text;
        stepper_->happened(error);
        return *this;
    }
    StepperPlay& ended(std::optional<std::uint16_t> code, const std::string& reason = {},
                       bool clean = true, std::optional<Direction> by = Direction::In)
    {
        timeline::ConnectionEnding ending;
        ending.code = code;
        ending.reason = reason;
        ending.clean = clean;
        ending.by = by;
        stepper_->happened(Happening::ended(time(), ending));
        return *this;
    }
    /// The client has broken a rule, and the server has closed with 1002.
    StepperPlay& broken()
    {
        timeline::ConnectionEnding ending;
        ending.code = 1002;
        ending.by = Direction::In;
        ending.earlier = {{wire::Rule::MaskMissing, {}}};
        stepper_->happened(Happening::ended(time(), ending));
        return *this;
    }
    StepperPlay& refused(int status, const std::string& body = {}, const std::string& fields = {},
                         bool isWhole = true)
    {
        const wire::HttpHead head = response(status, fields);
        timeline::ConnectionEnding ending;
        Happening ended = Happening::ended(time(), ending);
        ended.head = &head;
        ended.text = body;
        ended.length = body.size() + (isWhole ? 0 : 1);
        stepper_->happened(ended);
        return *this;
    }
    StepperPlay& sent()
    {
        stepper_->happened(Happening::at(Happening::Kind::Sent, time(), ++event_));
        return *this;
    }
    StepperPlay& request(const std::string& target, const std::string& fields = {})
    {
        wire::HttpHeadReader reader(wire::HttpHeadReader::Expect::Request);
        reader.feed(asBytes("GET " + target + " HTTP/1.1\r\n" + fields + "\r\n"));
        stepper_->happened(Happening::request(time(), reader.head()));
        return *this;
    }
    StepperPlay& advance()
    {
        stepper_->advance(time());
        return *this;
    }

    /// The next action as a word: "connect ws://a", "send hello", "-" if there is none.
    QByteArray next()
    {
        const auto action = stepper_->next();
        return action ? QByteArray::fromStdString(std::visit(Words{}, *action)) : "-";
    }
    /// Takes an action and says that what it sends is on its way.
    QByteArray act()
    {
        const QByteArray word = next();
        if (word.startsWith("send") || word.startsWith("part")) {
            sent();
        }
        return word;
    }
    /// Connects, so that the next step is the first.
    StepperPlay& connected()
    {
        (void)next();
        open();
        return *this;
    }

    /// "passed", or what the step that did not pass says: "failed at 3: expected …; came …".
    QByteArray verdict()
    {
        (void)stepper_->next();
        if (!stepper_->isFinished()) {
            return "not finished";
        }
        if (stepper_->outcome() == Outcome::Passed) {
            return "passed";
        }
        for (const StepResult& result : stepper_->results()) {
            if (result.outcome == Outcome::Failed || result.outcome == Outcome::Error) {
                const bool isError = result.outcome == Outcome::Error;
                return QByteArray::fromStdString(
                    std::string(isError ? "error" : "failed") + " at " +
                    std::to_string(result.place.line) + ": " +
                    (isError ? result.came
                             : "expected " + result.expected + "; came " + result.came));
            }
        }
        return "no result says why";
    }

private:
    struct Words
    {
        std::string operator()(const action::Connect& action) const
        {
            return "connect " + action.options.url.toString().toStdString();
        }
        std::string operator()(const action::Send& action) const
        {
            return "send " + text(action.outgoing);
        }
        std::string operator()(const action::SendPart& action) const
        {
            return "part " + std::to_string(action.first) + ' ' + text(action.outgoing);
        }
        std::string operator()(const action::Close& /*action*/) const { return "close"; }
        std::string operator()(const action::Behave& action) const
        {
            std::string words = "behave";
            for (const std::string& change : connection::textOf(action.behaviours)) {
                words += ' ' + change;
            }
            return words;
        }
        std::string operator()(const action::Misdeed& action) const
        {
            return "misdeed " + std::to_string(static_cast<int>(action.misdeed.kind));
        }
        std::string operator()(const action::Parallel& action) const
        {
            return "parallel " + std::to_string(action.parallel->connections.size());
        }
        std::string operator()(const action::Accept& action) const
        {
            return "accept " + std::to_string(action.status) +
                   (action.subprotocol ? ' ' + *action.subprotocol : "") +
                   (action.deflate ? "" : " plain");
        }
        std::string operator()(const action::Refuse& action) const
        {
            return "refuse " + std::to_string(action.status) + ' ' + action.body;
        }
        std::string operator()(const action::Respond& action) const
        {
            return "respond " + std::string(asText(action.bytes));
        }
        std::string operator()(const action::End& action) const
        {
            return "end " + std::to_string(static_cast<int>(action.how));
        }

        static std::string text(const message::Outgoing& outgoing)
        {
            if (const auto data = message::dataOf(outgoing)) {
                const auto* text = std::get_if<QString>(&data->content);
                return text ? text->toStdString()
                            : std::get<QByteArray>(data->content).toHex().toStdString();
            }
            return "#" + std::to_string(outgoing.index());
        }
    };

    static wire::HttpHead response(int status, const std::string& fields)
    {
        wire::HttpHeadReader reader(wire::HttpHeadReader::Expect::Response);
        reader.feed(asBytes("HTTP/1.1 " + std::to_string(status) + " Word\r\n" + fields + "\r\n"));
        return reader.head();
    }

    std::shared_ptr<const Scenario> scenario_;
    std::optional<Stepper> stepper_;
    std::chrono::milliseconds now_{0};
    std::uint64_t event_ = 0;
};

} // namespace framescope::scenario
