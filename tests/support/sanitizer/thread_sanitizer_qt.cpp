// SPDX-License-Identifier: GPL-3.0-or-later
//
// Part of every program in ThreadSanitizer builds. Distributions build Qt without
// instrumentation, so ThreadSanitizer does not see that posting a call happens before the call,
// nor that a wait releases its mutex. The functions here replace Qt's own and report both.
// They add no order that Qt does not guarantee: each concerns one call, sender or mutex.
// This file itself is not instrumented.
#include <QMutex>
#include <QObject>
#include <QThread>
#include <QWaitCondition>

#include <dlfcn.h>

// NOLINTBEGIN(bugprone-reserved-identifier): ThreadSanitizer's own names
extern "C" {
void __tsan_acquire(void* address);
void __tsan_release(void* address);
void __tsan_mutex_pre_lock(void* address, unsigned flags);
void __tsan_mutex_post_lock(void* address, unsigned flags, int recursion);
int __tsan_mutex_pre_unlock(void* address, unsigned flags);
void __tsan_mutex_post_unlock(void* address, unsigned flags);
}
// NOLINTEND(bugprone-reserved-identifier)

namespace {

// Qt's own function with this mangled name.
template <typename Function>
Function qtFunction(const char* symbol)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, symbol));
}

// A call that may be posted to another thread, with the address under which posting it is reported
// to ThreadSanitizer.
class ObservedCall : public QtPrivate::QSlotObjectBase
{
public:
    // For a single call, reported under its own address.
    explicit ObservedCall(QtPrivate::QSlotObjectBase* call)
        : QSlotObjectBase(&run), call_(call), posted_under_(this)
    {
    }

    // For a connection, reported under the sender's address at each emission.
    ObservedCall(QtPrivate::QSlotObjectBase* call, const QObject* sender)
        : QSlotObjectBase(&run), call_(call), posted_under_(const_cast<QObject*>(sender))
    {
    }

private:
    static void run(int operation, QSlotObjectBase* base, QObject* receiver, void** arguments,
                    bool* result)
    {
        auto* self = static_cast<ObservedCall*>(base);
        if (operation == Call) {
            __tsan_acquire(self->posted_under_);
            self->call_->call(receiver, arguments);
            __tsan_release(self);
        } else if (operation == Compare) {
            *result = self->call_->compare(arguments);
        } else if (operation == Destroy) {
            __tsan_acquire(self);
            self->call_->destroyIfLastRef();
            delete self;
        }
    }

    QtPrivate::QSlotObjectBase* call_;
    void* posted_under_;
};

} // namespace

bool QMetaObject::invokeMethodImpl(QObject* object, QtPrivate::QSlotObjectBase* call,
                                   Qt::ConnectionType type, void* result)
{
    using Invoke = bool (*)(QObject*, QtPrivate::QSlotObjectBase*, Qt::ConnectionType, void*);
    static const auto invoke =
        qtFunction<Invoke>("_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate"
                           "15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    auto* observed = new ObservedCall(call);
    observed->ref();
    __tsan_release(observed);
    const bool invoked = invoke(object, observed, type, result);
    if (type == Qt::BlockingQueuedConnection)
        __tsan_acquire(observed);
    observed->destroyIfLastRef();
    return invoked;
}

QMetaObject::Connection QObject::connectImpl(const QObject* sender, void** signal,
                                             const QObject* receiver, void** slot,
                                             QtPrivate::QSlotObjectBase* call,
                                             Qt::ConnectionType type, const int* types,
                                             const QMetaObject* metaObject)
{
    using Connect = QMetaObject::Connection (*)(const QObject*, void**, const QObject*, void**,
                                                QtPrivate::QSlotObjectBase*, Qt::ConnectionType,
                                                const int*, const QMetaObject*);
    static const auto connect =
        qtFunction<Connect>("_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2"
                            "Qt14ConnectionTypeEPKiPK11QMetaObject");
    return connect(sender, signal, receiver, slot, new ObservedCall(call, sender), type, types,
                   metaObject);
}

void QMetaObject::activate(QObject* sender, const QMetaObject* metaObject, int signal,
                           void** arguments)
{
    using Activate = void (*)(QObject*, const QMetaObject*, int, void**);
    static const auto activate =
        qtFunction<Activate>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    __tsan_release(sender);
    activate(sender, metaObject, signal, arguments);
}

bool QWaitCondition::wait(QMutex* mutex, QDeadlineTimer deadline)
{
    using Wait = bool (*)(QWaitCondition*, QMutex*, QDeadlineTimer);
    static const auto wait = qtFunction<Wait>("_ZN14QWaitCondition4waitEP6QMutex14QDeadlineTimer");
    __tsan_mutex_pre_unlock(mutex, 0);
    __tsan_mutex_post_unlock(mutex, 0);
    const bool woken = wait(this, mutex, deadline);
    __tsan_mutex_pre_lock(mutex, 0);
    __tsan_mutex_post_lock(mutex, 0, 0);
    return woken;
}

// Called in a thread to end its event loop; happens before the return of wait() in another thread.
void QThread::quit()
{
    using Quit = void (*)(QThread*);
    static const auto quit = qtFunction<Quit>("_ZN7QThread4quitEv");
    __tsan_release(this);
    quit(this);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    using Wait = bool (*)(QThread*, QDeadlineTimer);
    static const auto wait = qtFunction<Wait>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool ended = wait(this, deadline);
    __tsan_acquire(this);
    return ended;
}
