// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/other_protocols.h"

#include <random>
#include <string_view>

namespace framescope::test {

namespace {

constexpr unsigned Seeds = 14;
constexpr int Exchanges = 40;

class Maker
{
public:
    explicit Maker(unsigned seed) : random_(seed) {}

    unsigned upTo(unsigned most) { return random_() % (most + 1); }
    Bytes noise(std::size_t count)
    {
        Bytes bytes(count);
        for (auto& byte : bytes) {
            byte = static_cast<std::uint8_t>(random_());
        }
        return bytes;
    }
    Bytes words(std::size_t count)
    {
        static constexpr std::string_view Letters = "abcdefghij klmnop \"{}:,0123456789ABCDEF\n";
        Bytes bytes(count);
        for (auto& byte : bytes) {
            byte = static_cast<std::uint8_t>(Letters[upTo(Letters.size() - 1)]);
        }
        return bytes;
    }
    static Bytes big(std::uint64_t value, int size)
    {
        Bytes bytes;
        for (int i = size - 1; i >= 0; --i) {
            bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
        }
        return bytes;
    }
    static Bytes little(std::uint32_t value)
    {
        Bytes bytes = big(value, 4);
        return {bytes.rbegin(), bytes.rend()};
    }

private:
    std::mt19937 random_;
};

Bytes operator+(Bytes one, const Bytes& other)
{
    append(one, other);
    return one;
}

Bytes text(std::string_view characters)
{
    const ByteView bytes = asBytes(characters);
    return {bytes.begin(), bytes.end()};
}

Bytes byte(unsigned value)
{
    return Bytes(1, static_cast<std::uint8_t>(value));
}

using Make = Bytes (*)(Maker&, Direction);

Bytes tls(Maker& m, Direction)
{
    const Bytes body = m.noise(20 + m.upTo(1400));
    return byte(0x17) + byte(3) + byte(3) + Maker::big(body.size(), 2) + body;
}

Bytes ssh(Maker& m, Direction)
{
    return m.noise(36 + 8 * m.upTo(30));
}

Bytes http1(Maker& m, Direction direction)
{
    const Bytes body = m.words(m.upTo(600));
    return (direction == Direction::Out
                ? text("ET /a HTTP/1.1\r\nHost: h\r\n\r\n")
                : text("TP/1.1 200 OK\r\nContent-Length: ") +
                      text(std::to_string(body.size()) + "\r\n\r\n") + body);
}

Bytes http2(Maker& m, Direction)
{
    const unsigned type = m.upTo(9);
    const Bytes body = m.noise(type == 4 ? 6 : m.upTo(300));
    return Maker::big(body.size(), 3) + byte(type) + byte(m.upTo(5)) + Maker::big(m.upTo(99), 4) +
           body;
}

Bytes grpc(Maker& m, Direction)
{
    const Bytes message = byte(0x0a) + byte(m.upTo(90)) + m.words(m.upTo(90));
    return Maker::big(message.size() + 5, 3) + byte(0) + byte(0) + Maker::big(1, 4) + byte(0) +
           Maker::big(message.size(), 4) + message;
}

Bytes mqtt(Maker& m, Direction direction)
{
    static constexpr unsigned FromClient[] = {0x30, 0x32, 0x82, 0x82, 0xa2, 0xc0, 0x40};
    static constexpr unsigned FromServer[] = {0x30, 0x32, 0x90, 0x90, 0xb0, 0xd0, 0x40};
    const unsigned type =
        direction == Direction::Out ? FromClient[m.upTo(6)] : FromServer[m.upTo(6)];
    if (type >= 0xc0) {
        return byte(type) + byte(0);
    }
    const Bytes topic = m.words(1 + m.upTo(60));
    return byte(type) + byte(static_cast<unsigned>(topic.size()) + 5) + Maker::big(m.upTo(999), 2) +
           Maker::big(topic.size(), 2) + topic + byte(m.upTo(2));
}

Bytes mqttSubscribing(Maker& m, Direction direction)
{
    if (direction == Direction::In) {
        return byte(0x90) + byte(3) + Maker::big(m.upTo(999), 2) + byte(0);
    }
    const Bytes topic = m.words(1 + m.upTo(60));
    return byte(0x82) + byte(static_cast<unsigned>(topic.size()) + 5) + Maker::big(m.upTo(999), 2) +
           Maker::big(topic.size(), 2) + topic + byte(0);
}

Bytes redis(Maker& m, Direction)
{
    const Bytes value = m.words(m.upTo(80));
    return text("*2\r\n$3\r\nGET\r\n$" + std::to_string(value.size()) + "\r\n") + value +
           text("\r\n");
}

Bytes postgres(Maker& m, Direction direction)
{
    const Bytes body =
        m.words(m.upTo(50)) + byte(0) + Maker::big(m.upTo(9), 2) + m.words(m.upTo(30));
    return byte(direction == Direction::Out ? 'Q' : 'D') + Maker::big(body.size() + 4, 4) + body;
}

Bytes dns(Maker& m, Direction direction)
{
    const Bytes body = m.noise(2) + byte(direction == Direction::Out ? 0x01 : 0x81) + byte(0x80) +
                       Maker::big(1, 2) + Maker::big(m.upTo(3), 2) + Maker::big(0, 4) + byte(3) +
                       text("www") + byte(7) + text("example") + byte(3) + text("com") + byte(0) +
                       Maker::big(1, 2) + Maker::big(1, 2) + m.noise(m.upTo(40));
    return Maker::big(body.size(), 2) + body;
}

Bytes smtp(Maker& m, Direction direction)
{
    return direction == Direction::In ? text("250 2.1.0 Ok\r\n")
                                      : text("RCPT TO:<") + m.words(10) + text(">\r\n");
}

Bytes noise(Maker& m, Direction)
{
    return m.noise(1 + m.upTo(2000));
}

Bytes zeros(Maker& m, Direction)
{
    return Bytes(1 + m.upTo(2000), 0);
}

Bytes plainText(Maker& m, Direction)
{
    return m.words(1 + m.upTo(2000));
}

Bytes cyrillic(Maker& m, Direction)
{
    Bytes bytes;
    for (unsigned i = 0; i < 200; ++i) {
        append(bytes, Bytes{0xd0, static_cast<std::uint8_t>(0x80 + m.upTo(0x3f))});
    }
    return bytes;
}

Bytes mongo(Maker& m, Direction)
{
    const Bytes value = m.words(m.upTo(60)) + byte(0);
    const Bytes document = byte(2) + text("key") + byte(0) +
                           Maker::little(static_cast<std::uint32_t>(value.size())) + value +
                           byte(0x10) + text("n") + byte(0) + Maker::little(m.upTo(99)) + byte(0);
    const auto size = static_cast<std::uint32_t>(document.size());
    return Maker::little(size + 25) + Maker::little(m.upTo(9999)) + Maker::little(0) +
           Maker::little(2013) + Maker::little(0) + byte(0) + Maker::little(size + 4) + document;
}

Bytes amqp(Maker& m, Direction)
{
    const Bytes body = Maker::big(60, 2) + Maker::big(40, 2) + m.words(m.upTo(90));
    return byte(1 + m.upTo(2)) + Maker::big(1, 2) + Maker::big(body.size(), 4) + body + byte(0xce);
}

Bytes messagePack(Maker& m, Direction)
{
    const Bytes value = m.words(m.upTo(31));
    return byte(0x80 + 1 + m.upTo(2)) + byte(0xa0 + 3) + text("key") +
           byte(0xa0 + static_cast<unsigned>(value.size())) + value;
}

Bytes ldap(Maker& m, Direction)
{
    const Bytes name = m.words(m.upTo(100));
    const auto size = static_cast<unsigned>(name.size());
    return byte(0x30) + byte(0x82) + Maker::big(size + 7, 2) + byte(2) + byte(1) +
           byte(m.upTo(99)) + byte(0x64) + byte(size + 2) + byte(4) + byte(size) + name;
}

Bytes kafka(Maker& m, Direction)
{
    const Bytes body = Maker::big(m.upTo(20), 2) + Maker::big(m.upTo(7), 2) +
                       Maker::big(m.upTo(9999), 4) + Maker::big(9, 2) + text("client-id") +
                       m.noise(m.upTo(300));
    return Maker::big(body.size(), 4) + body;
}

Bytes lengthPrefixed(Maker& m, Direction)
{
    const Bytes body = m.words(m.upTo(120));
    return byte(static_cast<unsigned>(body.size())) + body;
}

Talk talk(const std::string& name, Make make, unsigned seed)
{
    Maker maker(seed);
    Talk result{name + " " + std::to_string(seed), {}};
    for (int i = 0; i < Exchanges; ++i) {
        for (const Direction direction : {Direction::Out, Direction::In}) {
            Bytes bytes = make(maker, direction);
            if (i == 0 && seed % 2 == 1) { // as if the capture began in the middle
                bytes.erase(bytes.begin(),
                            bytes.begin() + static_cast<std::ptrdiff_t>(maker.upTo(
                                                static_cast<unsigned>(bytes.size() - 1))));
            }
            result.pieces.push_back({direction, std::move(bytes)});
        }
    }
    return result;
}

} // namespace

std::vector<Talk> otherProtocols()
{
    static constexpr std::pair<const char*, Make> Protocols[] = {
        {"TLS", tls},
        {"SSH", ssh},
        {"HTTP/1.1", http1},
        {"HTTP/2", http2},
        {"gRPC", grpc},
        {"MQTT", mqtt},
        {"MQTT SUBSCRIBE", mqttSubscribing},
        {"Redis", redis},
        {"PostgreSQL", postgres},
        {"DNS", dns},
        {"SMTP", smtp},
        {"noise", noise},
        {"zeros", zeros},
        {"text", plainText},
        {"Cyrillic text", cyrillic},
        {"MongoDB", mongo},
        {"AMQP", amqp},
        {"MessagePack", messagePack},
        {"LDAP", ldap},
        {"Kafka", kafka},
        {"length-prefixed", lengthPrefixed},
    };
    std::vector<Talk> talks;
    for (const auto& [name, make] : Protocols) {
        for (unsigned seed = 0; seed < Seeds; ++seed) {
            talks.push_back(talk(name, make, seed));
        }
    }
    for (unsigned value = 0; value < 256; ++value) { // runs of one byte
        const Bytes run(3000, static_cast<std::uint8_t>(value));
        talks.push_back(
            {"run of " + std::to_string(value), {{Direction::Out, run}, {Direction::In, run}}});
    }
    return talks;
}

} // namespace framescope::test
