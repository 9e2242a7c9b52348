// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/payload_shape.h"

#include <algorithm>

namespace framescope::timeline {

namespace {

constexpr std::string_view Digits = "0123456789";
constexpr std::string_view Joints = ".:-T ";
constexpr char Separator = ';';

bool isDigit(std::uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

bool isJoint(std::uint8_t byte)
{
    return Joints.find(static_cast<char>(byte)) != std::string_view::npos;
}

/// FNV-1a.
struct Hash
{
    std::uint64_t value = 0xcbf29ce484222325;

    void add(std::uint8_t byte) { value = (value ^ byte) * 0x100000001b3; }
};

/// The leading digits of `text`, which are taken off.
std::string_view takeRun(std::string_view& text)
{
    const std::size_t length = std::min(text.find_first_not_of(Digits), text.size());
    const std::string_view run = text.substr(0, length);
    text.remove_prefix(length);
    return run;
}

std::string_view withoutZeros(std::string_view run)
{
    run.remove_prefix(std::min(run.find_first_not_of('0'), run.size()));
    return run;
}

enum class Step { Same, Forward, Back };

Step stepOf(std::string_view before, std::string_view after, bool isFraction)
{
    if (before == after) {
        return Step::Same;
    }
    if (isFraction) {
        return after > before ? Step::Forward : Step::Back;
    }
    before = withoutZeros(before);
    after = withoutZeros(after);
    if (before == after) {
        return Step::Same;
    }
    const bool restarts = after.empty() || after == "1";
    const bool greater =
        before.size() != after.size() ? after.size() > before.size() : after > before;
    return greater || restarts ? Step::Forward : Step::Back;
}

} // namespace

std::optional<PayloadShape> payloadShape(ByteView payload)
{
    PayloadShape shape;
    Hash hash;
    for (std::size_t i = 0; i < payload.size(); ++i) {
        const std::uint8_t byte = payload[i];
        const bool afterDigit = i > 0 && isDigit(payload[i - 1]);
        if (isDigit(byte)) {
            if (!afterDigit) {
                hash.add('0');
            }
            shape.numbers += static_cast<char>(byte);
        } else {
            hash.add(byte);
            if (afterDigit) {
                const bool joins =
                    isJoint(byte) && i + 1 < payload.size() && isDigit(payload[i + 1]);
                shape.numbers += joins ? static_cast<char>(byte) : Separator;
            }
        }
        if (shape.numbers.size() > PayloadShape::MostNumbers) {
            return std::nullopt;
        }
    }
    shape.hash = hash.value;
    return shape;
}

bool advances(std::string_view before, std::string_view after)
{
    bool decided = false; // what follows in this number does not matter any more
    char joint = Separator;
    while (!before.empty() && !after.empty()) {
        const Step step = stepOf(takeRun(before), takeRun(after), joint == '.');
        if (!decided && step == Step::Back) {
            return false;
        }
        decided = decided || step == Step::Forward;
        if (before.empty() || after.empty()) {
            break;
        }
        joint = after.front();
        decided = decided && joint != Separator;
        before.remove_prefix(1);
        after.remove_prefix(1);
    }
    return true;
}

} // namespace framescope::timeline
