// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_check.h"

#include <utility>

namespace framescope::ui {

namespace {

constexpr int Pause = 250; // ms; nothing is said while a word is being typed

} // namespace

ScenarioCheck::ScenarioCheck(QObject* parent) : QObject(parent)
{
    pause_.setSingleShot(true);
    pause_.setInterval(Pause);
    connect(&pause_, &QTimer::timeout, this, &ScenarioCheck::run);
}

void ScenarioCheck::look(const QString& text, const QString& path)
{
    text_ = text;
    path_ = path;
    pause_.start();
}

void ScenarioCheck::lookNow(std::function<void()> then)
{
    then_ = std::move(then);
    pause_.stop();
    run();
}

void ScenarioCheck::run()
{
    task_.run([text = text_.toStdString(),
               path = path_](work::Run& /*run*/) { return scenario::scenarioFrom(text, path); },
              [this](const scenario::ScenarioResult<scenario::Scenario>& read) { take(read); });
}

void ScenarioCheck::take(const scenario::ScenarioResult<scenario::Scenario>& read)
{
    scenario_ = read ? std::make_shared<const scenario::Scenario>(*read) : nullptr;
    mistakes_ = read ? std::vector<collection::YamlMistake>() : read.error().all;
    emit looked();
    if (const auto then = std::exchange(then_, {})) {
        then();
    }
}

} // namespace framescope::ui
