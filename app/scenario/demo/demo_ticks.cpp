// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_ticks.h"

#include "scenario/demo/demo_arguments.h"
#include "scenario/server/server_connection.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <random>

namespace framescope::scenario {

namespace {

/// A random walk of prices in cents, the same on every machine, that ends where it began.
std::vector<std::string> makePrices()
{
    constexpr std::size_t Steps = 2048;
    constexpr int Start = 10125;
    std::minstd_rand random(1);
    std::vector<int> cents(Steps, Start);
    for (std::size_t i = 1; i <= Steps / 2; ++i) {
        cents[i] = std::max(100, cents[i - 1] + static_cast<int>(random() % 41) - 20);
        cents[Steps - i] = cents[i];
    }
    std::vector<std::string> prices;
    prices.reserve(Steps);
    for (const int price : cents) {
        std::array<char, 16> text{};
        std::snprintf(text.data(), text.size(), "%d.%02d", price / 100, price % 100);
        prices.emplace_back(text.data());
    }
    return prices;
}

void appendText(Bytes& to, std::string_view text)
{
    append(to, asBytes(text));
}

class Ticks
{
public:
    explicit Ticks(const DemoArguments& arguments)
        : rate_(arguments.number("rate")), count_(arguments.number("count")),
          maker_(static_cast<std::size_t>(arguments.number("size")))
    {
        count_ = count_ == 0 ? UINT64_MAX : count_;
    }

    void opened(ServerConnection& peer)
    {
        if (rate_ != 0) {
            start_ = std::chrono::steady_clock::now();
            const std::uint64_t interval = std::clamp<std::uint64_t>(1000 / rate_, 2, 100);
            peer.every(std::chrono::milliseconds(interval), [this, &peer] { canSendAgain(peer); });
        }
        canSendAgain(peer);
    }

    void canSendAgain(ServerConnection& peer)
    {
        const std::uint64_t due = dueNow();
        while (maker_.made() < due && peer.hasRoom()) {
            sendBatch(peer, due);
        }
        if (maker_.made() == count_) {
            peer.close(1000, std::to_string(count_) + " ticks");
        }
    }

private:
    static constexpr std::size_t BatchSize = 128 * 1024;

    /// The number of ticks that should have been sent by now; the first is due at once.
    std::uint64_t dueNow() const
    {
        if (rate_ == 0) {
            return count_;
        }
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
        const double due = elapsed.count() * static_cast<double>(rate_) + 1;
        return due < static_cast<double>(count_) ? static_cast<std::uint64_t>(due) : count_;
    }

    void sendBatch(ServerConnection& peer, std::uint64_t due)
    {
        if (peer.deflater()) {
            peer.send(wire::Opcode::Text, maker_.next());
            return;
        }
        batch_.clear();
        while (maker_.made() < due && batch_.size() < BatchSize) {
            wire::appendFrame(batch_, {}, maker_.next());
        }
        peer.sendFrames(batch_);
    }

    std::uint64_t rate_;
    std::uint64_t count_;
    TickMaker maker_;
    Bytes batch_;
    std::chrono::steady_clock::time_point start_;
};

} // namespace

TickMaker::TickMaker(std::size_t size) : size_(size), prices_(makePrices()) {}

ByteView TickMaker::next()
{
    constexpr std::string_view PadStart = ",\"pad\":\"";
    constexpr std::string_view PadEnd = "\"}";
    std::array<char, 20> digits{};
    const std::string& price = prices_[sequence_ % prices_.size()];
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), ++sequence_).ptr;
    tick_.clear();
    appendText(tick_, "{\"type\":\"tick\",\"seq\":");
    appendText(tick_, {digits.data(), static_cast<std::size_t>(end - digits.data())});
    appendText(tick_, ",\"price\":");
    appendText(tick_, price);
    if (tick_.size() + PadStart.size() + PadEnd.size() <= size_) {
        appendText(tick_, PadStart);
        tick_.resize(size_ - PadEnd.size(), '.');
        appendText(tick_, PadEnd);
        return tick_;
    }
    if (tick_.size() + 1 < size_) {
        tick_.resize(size_ - 1, ' ');
    }
    tick_.push_back('}');
    return tick_;
}

DemoBehaviour makeTicks(const DemoArguments& arguments)
{
    const auto ticks = std::make_shared<Ticks>(arguments);
    return {.opened = [ticks](ServerConnection& peer) { ticks->opened(peer); },
            .canSendAgain = [ticks](ServerConnection& peer) { ticks->canSendAgain(peer); }};
}

} // namespace framescope::scenario
