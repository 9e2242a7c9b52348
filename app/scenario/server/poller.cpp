// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/server/poller.h"

#include <array>

#include <sys/epoll.h>
#include <unistd.h>

namespace framescope::scenario {

Poller::Poller()
    : descriptor_(::epoll_create1(EPOLL_CLOEXEC)), notifier_(descriptor_, QSocketNotifier::Read)
{
    QObject::connect(&notifier_, &QSocketNotifier::activated, [this] { readReady(); });
}

Poller::~Poller()
{
    notifier_.setEnabled(false);
    ::close(descriptor_);
}

void Poller::add(int descriptor, Polled& polled)
{
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &polled}};
    ::epoll_ctl(descriptor_, EPOLL_CTL_ADD, descriptor, &event);
}

void Poller::change(int descriptor, Polled& polled, bool toRead, bool toWrite)
{
    epoll_event event{.events = (toRead ? EPOLLIN : 0U) | (toWrite ? EPOLLOUT : 0U),
                      .data = {.ptr = &polled}};
    ::epoll_ctl(descriptor_, EPOLL_CTL_MOD, descriptor, &event);
}

void Poller::remove(int descriptor)
{
    ::epoll_ctl(descriptor_, EPOLL_CTL_DEL, descriptor, nullptr);
}

void Poller::readReady()
{
    std::array<epoll_event, 64> events;
    const int count = ::epoll_wait(descriptor_, events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i) {
        const auto& event = events.at(static_cast<std::size_t>(i));
        static_cast<Polled*>(event.data.ptr)
            ->ready((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0,
                    (event.events & EPOLLOUT) != 0);
    }
}

} // namespace framescope::scenario
