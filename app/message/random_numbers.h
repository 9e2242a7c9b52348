// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>

namespace framescope::message {

/// Random numbers of 32 bits, the same ones for the same seed; a UniformRandomBitGenerator. The
/// generator, whose state has 2.5 KB, is made when the first number is drawn.
class RandomNumbers
{
public:
    using result_type = quint32;

    /// With a seed from the system.
    RandomNumbers() : RandomNumbers(QRandomGenerator::system()->generate64()) {}
    explicit RandomNumbers(std::uint64_t seed) : seed_(seed) {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
    result_type operator()()
    {
        if (!generator_) {
            const std::array seed{static_cast<quint32>(seed_), static_cast<quint32>(seed_ >> 32)};
            generator_.emplace(seed.data(), static_cast<qsizetype>(seed.size()));
        }
        return generator_->generate();
    }

private:
    std::uint64_t seed_;
    std::optional<QRandomGenerator> generator_; ///< nullopt until the first number
};

} // namespace framescope::message
