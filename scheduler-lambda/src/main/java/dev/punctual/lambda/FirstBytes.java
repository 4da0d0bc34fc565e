package dev.punctual.lambda;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of a stream; the rest is never held in memory. */
final class FirstBytes extends FilterInputStream {
  private int left;

  FirstBytes(InputStream in, int most) {
    super(in);
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = super.read();
    left -= read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = super.read(into, from, Math.min(length, left));
    left -= Math.max(read, 0);
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(Math.min(bytes, left));
    left -= (int) skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
