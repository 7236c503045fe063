package io.sixgate.nat64.jool;

final class FakeJoolTest extends JoolContract {
  @Override
  JoolProgram program() {
    return new FakeJool();
  }
}
