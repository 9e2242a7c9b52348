// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/format/reading.h"
#include "scenario/model/step.h"

#include <span>
#include <string>
#include <vector>

namespace framescope::scenario {

/// A kind of step.
struct StepKind
{
    enum class Side { Both, Client, Server };

    const char* key;
    Side side;
    void (*read)(const collection::YamlValue& value, Step& into, Reading& reading);
    /// The value if the step is of this kind.
    std::optional<collection::YamlValue> (*write)(const Step& from);
};
std::span<const StepKind> stepKinds();
/// "include", which puts the steps of another file in its place.
inline constexpr const char* IncludeKey = "include";

/// A list of steps, each a map with one key.
std::vector<Step> readSteps(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeSteps(const std::vector<Step>& steps);

/// A text, which is a URL, or the keys of a saved connection.
Connect readConnect(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeConnect(const Connect& connect);
std::vector<std::string> connectKeys();

Accept readAccept(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeAccept(const Accept& accept);
std::vector<std::string> acceptKeys();
Refuse readRefuse(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeRefuse(const Refuse& refuse);
std::vector<std::string> refuseKeys();
Respond readRespond(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeRespond(const Respond& respond);
std::vector<std::string> respondKeys();

/// A text, or the keys of a message.
Send readSend(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writeSend(const Send& send);
/// In the order of the hint: those of a saved message, and short forms.
std::vector<std::string> sendKeys();
Part readPart(const collection::YamlValue& value, Reading& reading);
collection::YamlValue writePart(const Part& part);
std::vector<std::string> partKeys();

} // namespace framescope::scenario
