// SPDX-License-Identifier: GPL-3.0-or-later
//
// Records what standard input tells, as a session would. A line each:
//   open CONN HOST PORT HOST PORT     of the client and of the server
//   data CONN out|in HEX              what crossed in one piece
//   end CONN                          both sides send FIN
//   reset CONN                        the server sends RST
#include "base/text/hex.h"
#include "timeline/decode/live_capture.h"

#include <cstdio>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>

using namespace framescope;
using recording::StreamEnd;

namespace {

template <class T>
T required(Result<T> result)
{
    if (!result) {
        throw std::runtime_error(result.error().message());
    }
    if constexpr (!std::is_void_v<T>) {
        return *std::move(result);
    }
}

class Script
{
public:
    explicit Script(timeline::LiveCapture& capture) : capture_(capture) {}

    void play(const std::string& line)
    {
        std::istringstream words(line);
        std::string action;
        std::string name;
        words >> action >> name;
        if (action == "open") {
            open(name, words);
        } else if (action == "data") {
            data(connections_.at(name), words);
        } else if (action == "end") {
            required(capture_.streamEnded(connections_.at(name), Direction::In, StreamEnd::Fin));
            required(capture_.streamEnded(connections_.at(name), Direction::Out, StreamEnd::Fin));
        } else if (action == "reset") {
            required(capture_.streamEnded(connections_.at(name), Direction::In, StreamEnd::Reset));
        } else {
            throw std::runtime_error("not understood: " + line);
        }
    }

private:
    void open(const std::string& name, std::istream& words)
    {
        Endpoints ends;
        for (auto* end : {&ends.client, &ends.server}) {
            std::string host;
            words >> host >> end->port;
            end->address = IpAddress::parse(host).value();
        }
        connections_[name] = capture_.addConnection();
        timeline::ConnectedDetail connected;
        connected.client = ends.client.toString();
        connected.server = ends.server.toString();
        required(capture_.connected(connections_[name], now(), ends, connected));
    }

    void data(ConnectionId conn, std::istream& words)
    {
        std::string direction;
        std::string hex;
        words >> direction >> hex;
        const Bytes bytes = required(parseHex(hex));
        required(capture_.append(conn, direction == "out" ? Direction::Out : Direction::In, now(),
                                 bytes));
    }

    timeline::LiveCapture& capture_;
    std::map<std::string, ConnectionId> connections_;
};

} // namespace

int main(int argc, char** argv)
{
    try {
        const auto capture =
            required(timeline::LiveCapture::create(argc > 1 ? argv[1] : "", {.replace = true}));
        Script script(*capture);
        for (std::string line; std::getline(std::cin, line);) {
            script.play(line);
        }
        required(capture->finish());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "judge_recorder: %s\n", error.what());
        return 1;
    }
    return 0;
}
