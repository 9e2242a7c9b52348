// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/proxy_handshake.h"

#include "base/endpoints.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <string_view>

namespace framescope::tap {

namespace {

class HttpConnect final : public ProxyHandshake
{
public:
    HttpConnect(const connection::Proxy& proxy, const std::string& host, std::uint16_t port)
    {
        const std::string authority = connection::authorityOf(host, port);
        wire::HeaderFields fields{{"Host", authority}};
        if (!proxy.user.empty()) {
            const QByteArray credentials =
                QByteArray::fromStdString(proxy.user + ":" + proxy.password);
            fields.push_back(
                {"Proxy-Authorization", "Basic " + credentials.toBase64().toStdString()});
        }
        request_ = wire::formatHead("CONNECT " + authority + " HTTP/1.1", fields);
    }

    Bytes start() override
    {
        const ByteView bytes = asBytes(request_);
        return {bytes.begin(), bytes.end()};
    }

    std::size_t feed(ByteView bytes, Bytes&) override
    {
        std::size_t used = reader_.feed(bytes);
        while (reader_.state() == wire::HttpHeadReader::State::Complete &&
               wire::isInterim(reader_.head())) {
            reader_ = wire::HttpHeadReader(wire::HttpHeadReader::Expect::Response);
            used += reader_.feed(bytes.subspan(used));
        }
        switch (reader_.state()) {
        case wire::HttpHeadReader::State::NeedMore:
            break;
        case wire::HttpHeadReader::State::TooLarge:
            refuse("the head of the proxy's answer is larger than 64 KiB");
            break;
        case wire::HttpHeadReader::State::Complete:
            if (reader_.head().status / 100 == 2) {
                open();
            } else {
                refuse("the proxy refused: " + std::to_string(reader_.head().status) + " " +
                       reader_.head().reason);
            }
            break;
        default:
            refuse("the proxy does not speak HTTP");
        }
        return used;
    }

    const wire::HttpHead* refusingHead() const override
    {
        const bool whole = reader_.state() == wire::HttpHeadReader::State::Complete;
        return whole && state() == State::Refused ? &reader_.head() : nullptr;
    }

private:
    std::string request_;
    wire::HttpHeadReader reader_{wire::HttpHeadReader::Expect::Response};
};

std::string_view socksReply(std::uint8_t code)
{
    constexpr std::array<std::string_view, 9> Texts{
        "it succeeded",           "general failure",       "not allowed by its rules",
        "network unreachable",    "host unreachable",      "connection refused",
        "the time to live ended", "command not supported", "address type not supported"};
    return code < Texts.size() ? Texts[code] : "unknown reply";
}

class Socks5 final : public ProxyHandshake
{
public:
    Socks5(const connection::Proxy& proxy, const std::string& host, std::uint16_t port)
        : proxy_(proxy), host_(host), port_(port)
    {
    }

    Bytes start() override { return proxy_.user.empty() ? Bytes{5, 1, 0} : Bytes{5, 2, 0, 2}; }

    std::size_t feed(ByteView bytes, Bytes& answer) override
    {
        std::size_t used = 0;
        while (used < bytes.size() && state() == State::NeedMore) {
            received_.push_back(bytes[used++]);
            step(answer);
        }
        return used;
    }

private:
    enum class Step { Method, Authentication, Reply };

    void step(Bytes& answer)
    {
        if (step_ == Step::Reply) {
            readReply();
        } else if (step_ == Step::Method && received_[0] != 5) {
            refuse("the proxy does not speak SOCKS5");
        } else if (received_.size() == 2) {
            const std::uint8_t second = received_[1];
            received_.clear();
            if (step_ == Step::Method) {
                readMethod(second, answer);
            } else if (second != 0) {
                refuse("the proxy did not accept the user name and password");
            } else {
                ask(answer);
            }
        }
    }

    void readMethod(std::uint8_t method, Bytes& answer)
    {
        if (method == 0) {
            ask(answer);
        } else if (method == 2 && !proxy_.user.empty()) {
            step_ = Step::Authentication;
            answer.push_back(1);
            appendCounted(answer, proxy_.user);
            appendCounted(answer, proxy_.password);
        } else {
            refuse("the proxy offers no login method that Framescope supports");
        }
    }

    void ask(Bytes& answer)
    {
        step_ = Step::Reply;
        append(answer, Bytes{5, 1, 0});
        if (const auto address = IpAddress::parse(host_)) {
            answer.push_back(address->v6 ? 4 : 1);
            append(answer, ByteView(address->bytes).first(address->v6 ? 16 : 4));
        } else {
            answer.push_back(3);
            appendCounted(answer, host_);
        }
        answer.push_back(static_cast<std::uint8_t>(port_ >> 8));
        answer.push_back(static_cast<std::uint8_t>(port_));
    }

    void readReply()
    {
        if (received_.size() < 5) {
            return;
        }
        if (received_[1] != 0) {
            refuse("the proxy refused: " + std::string(socksReply(received_[1])));
            return;
        }
        const std::size_t address = received_[3] == 1   ? 4
                                    : received_[3] == 4 ? 16
                                                        : 1 + std::size_t{received_[4]};
        if (received_.size() == 4 + address + 2) {
            open();
        }
    }

    static void appendCounted(Bytes& to, std::string_view text)
    {
        const std::string_view cut = text.substr(0, 255);
        to.push_back(static_cast<std::uint8_t>(cut.size()));
        append(to, asBytes(cut));
    }

    const connection::Proxy proxy_;
    const std::string host_;
    const std::uint16_t port_;
    Step step_ = Step::Method;
    Bytes received_;
};

} // namespace

std::unique_ptr<ProxyHandshake> ProxyHandshake::create(const connection::Proxy& proxy,
                                                       const std::string& host, std::uint16_t port)
{
    if (proxy.kind == connection::Proxy::Kind::Socks5) {
        return std::make_unique<Socks5>(proxy, host, port);
    }
    return std::make_unique<HttpConnect>(proxy, host, port);
}

void ProxyHandshake::refuse(std::string why)
{
    state_ = State::Refused;
    refusal_ = std::move(why);
}

} // namespace framescope::tap
