// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/mock.h"

#include "base/text/qt_string.h"
#include "scenario/format/matrix_rows.h"
#include "scenario/mock/mock_client.h"
#include "scenario/mock/mock_play.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

Mock::Mock(Options options) : options_(std::move(options)) {}

Mock::~Mock() = default;

Result<std::unique_ptr<Mock>> Mock::make(std::vector<std::shared_ptr<const Scenario>> scenarios,
                                         Options options)
{
    std::unique_ptr<Mock> mock(new Mock(std::move(options)));
    for (auto& scenario : scenarios) {
        auto play = Play::of(std::move(scenario), mock->options_.stepper);
        if (!play) {
            return tl::unexpected(play.error());
        }
        mock->plays_.push_back(*std::move(play));
    }
    return mock;
}

Result<std::unique_ptr<Mock::Play>> Mock::Play::of(std::shared_ptr<const Scenario> scenario,
                                                   const Stepper::Options& options)
{
    if (!scenario->playsServer()) {
        return failure("this scenario is a client", scenario->file,
                       "the scenario of a server begins with `serve:` in place of `connect:`");
    }
    auto play = std::make_unique<Play>();
    play->rows = rowsOf(scenario->matrix, options.variables);
    if (const auto& path = scenario->serve->path) {
        message::TemplateScope scope;
        for (const auto& [name, value] : scenario->variables) {
            scope.variables[toQString(name)] = toQString(value.text);
        }
        for (const auto& [name, value] : options.variables) {
            scope.variables[name] = value;
        }
        Expander expander(scope);
        auto check = PayloadCheck::of(*path, expander, play->judges);
        if (!check) {
            return tl::unexpected(check.error());
        }
        play->path = *std::move(check);
        play->target = path->equals ? expander(*path->equals).value_or(std::string()) : "";
    } else {
        play->target = "/";
    }
    if (scenario->contract) {
        play->checker.emplace(scenario->contract->document);
    }
    play->scenario = std::move(scenario);
    return play;
}

bool Mock::Play::isFor(const std::string& target) const
{
    const auto fits = [this](std::string_view text) {
        return !path->mismatch({.bytes = asBytes(text), .length = text.size()});
    };
    return !path || fits(target) || fits(std::string_view(target).substr(0, target.find('?')));
}

Stepper::Options Mock::Play::options(Stepper::Options options, const Values& values)
{
    for (const auto& [name, value] : values) {
        options.variables[toQString(name)] = toQString(value);
    }
    return options;
}

MakeHandler Mock::handlers()
{
    return [this](ServerConnection& connection) {
        return std::make_unique<MockClient>(*this, connection);
    };
}

Mock::Play* Mock::playFor(const wire::HttpHead& request)
{
    for (const auto& play : plays_) {
        if (play->isFor(request.target)) {
            return play.get();
        }
    }
    return nullptr;
}

std::vector<std::string> Mock::targets() const
{
    std::vector<std::string> targets;
    for (const auto& play : plays_) {
        if (!play->target.empty() && std::ranges::find(targets, play->target) == targets.end()) {
            targets.push_back(play->target);
        }
    }
    return targets;
}

std::string Mock::whatThereIs() const
{
    std::string text;
    for (const auto& play : plays_) {
        text += "  " + (play->path ? "a path " + play->path->words() : std::string("any path")) +
                ": " + play->scenario->name + "\n";
    }
    return text;
}

} // namespace framescope::scenario
