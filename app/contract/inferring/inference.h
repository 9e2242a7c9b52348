// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/direction.h"
#include "contract/inferring/shape.h"
#include "contract/value/document_value.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace framescope::contract {

/// Makes a first AsyncAPI 3.0 document of messages that were seen. A first reading finds the member
/// that tells the kinds of messages apart, a second one their shapes; memory does not grow with
/// either.
class Inference
{
public:
    /// What is known of the connections.
    struct Handshake
    {
        std::string title = {};
        std::string host = {}; ///< with its port
        bool isSecure = false;
        std::string path = {}; ///< without its query
        std::vector<std::string> queryNames = {};
        std::vector<std::string> headerNames = {};
        std::vector<std::string> subprotocols = {};
    };
    struct Options
    {
        bool examples = false;
        SecretTests secrets{};
    };

    explicit Inference(const Options& options) : options_(options) {}

    /// First reading: each message.
    void look(Direction direction, ByteView payload);
    /// Second reading: each message again.
    void add(Direction direction, ByteView payload, bool isText);

    /// The document as YAML.
    std::string document(const Handshake& handshake) const;
    std::size_t messageCount() const { return kinds_.size(); }

private:
    static constexpr std::size_t MostKinds = 60; ///< of a direction
    static constexpr std::size_t MostShapes = 8; ///< kinds that only differ in their members

    struct Candidate ///< a member that may tell the kind
    {
        std::uint64_t count = 0;
        std::set<std::string> values; ///< while they are not too many
    };
    struct Kind
    {
        Direction direction = Direction::In;
        std::string value; ///< of the discriminator; empty if it has none
        Shape shape;
        bool isJson = true;
        std::string contentType; ///< of what is not JSON
        YamlValue example;       ///< nothing if there is none yet
    };

    bool read(ByteView payload);
    const std::string& discriminator(Direction direction);
    std::string keysText() const;
    std::map<std::string, const Kind*> named() const;
    YamlValue message(const Kind& kind) const;
    void takeExample(Kind& kind) const;

    Options options_;
    JsonNodes json_;
    std::string decoded_;
    struct Seen
    {
        std::uint64_t objects = 0;
        std::map<std::string, Candidate, std::less<>> candidates;
        std::set<std::string> shapes; ///< the keys of objects, while they are few
        std::optional<std::string> discriminator;
    };
    std::array<Seen, 2> seen_; ///< by direction
    std::map<std::pair<Direction, std::string>, std::unique_ptr<Kind>> kinds_;
    std::size_t budget_ = 20'000; ///< of shapes
};

} // namespace framescope::contract
