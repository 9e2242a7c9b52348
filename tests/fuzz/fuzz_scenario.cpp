// SPDX-License-Identifier: GPL-3.0-or-later
//
// The input is a scenario file. It gets a mistake with a place, or a scenario that reads back as it
// is written, and whose steps end: with what is needed, or with a reason.
#include "scenario/engine/stepper.h"
#include "scenario/format/read_scenario.h"

#include <QString>

#include <cstdlib>
#include <memory>
#include <string>

using namespace framescope;
using namespace framescope::scenario;

namespace {

void demand(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

const QString Path = QStringLiteral("/nowhere/fuzz.yaml");

/// Plays a peer that says a little of everything, then leaves.
void play(const std::shared_ptr<const Scenario>& scenario)
{
    Stepper stepper(scenario, scenario->steps, {.seed = 1});
    Timestamp time{};
    stepper.begin(time);
    const auto act = [&] {
        for (int i = 0; i < 100 && !stepper.isFinished() && stepper.next(); ++i) {
            stepper.happened(Happening::at(Happening::Kind::Sent, time));
        }
    };
    const auto happens = [&](const Happening& happening) {
        act();
        stepper.happened(happening);
        time += std::chrono::milliseconds(100);
    };
    wire::HttpHeadReader reader(wire::HttpHeadReader::Expect::Request);
    reader.feed(asBytes("GET /x HTTP/1.1\r\nHost: h\r\n\r\n"));
    if (scenario->playsServer()) {
        happens(Happening::request(time, reader.head()));
    }
    happens(Happening::at(Happening::Kind::Open, time));
    for (const char* text : {"a", R"({"a":[1,{"b":"x"}],"id":7})", "hello"}) {
        happens(Happening::message(time, false, asBytes(text)));
        happens(Happening::control(Happening::Kind::Ping, time, asBytes(text)));
        stepper.advance(time);
    }
    timeline::ConnectionEnding ending;
    happens(Happening::ended(time, ending));
    act();
    stepper.noMore(time, "the input ends");
    demand(stepper.isFinished());
    demand(stepper.outcome() == Outcome::Passed || !stepper.results().empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    auto read = scenarioFrom(asText({data, size}), Path);
    if (!read) {
        demand(!read.error().what.empty() && !read.error().where.empty());
        return 0;
    }
    const std::string text = scenarioText(*read);
    const auto again = scenarioFrom(text, Path);
    demand(again.has_value());
    demand(scenarioText(*again) == text);
    play(std::make_shared<const Scenario>(*std::move(read)));
    return 0;
}
