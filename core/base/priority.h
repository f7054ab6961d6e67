#pragma once

namespace vetrina {

/// Lets the calling thread have the processor as soon as it wakes, for a moment at a time: the one that paints, the one
/// that saves labels. From Linux 6.12 on; elsewhere nothing changes. Threads that it makes inherit it.
void hurryThisThread();

/// Puts the calling thread, and those that it makes, behind what was hurried and before ThreadPriority::Background:
/// what the window asked for and waits for without standing still.
void helpFromThisThread();

} // namespace vetrina
