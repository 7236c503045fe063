package io.sixgate.forward.ftp;

import io.sixgate.inventory.net.Port;
import java.util.List;

/** An FTP server of Debian, and the lines by which it announces the gateway. */
public enum FtpServer {
  /** Over IPv6 it answers PASV with 0.0.0.0 all the same (3.0.3): docs/forwards.md. */
  VSFTPD("vsftpd", "/etc/vsftpd.conf") {
    @Override
    public List<String> lines(PassivePorts passive) {
      return List.of(
          "listen=NO",
          "listen_ipv6=YES",
          "pasv_enable=YES",
          "pasv_address=" + passive.address(),
          "pasv_min_port=" + passive.ports().first(),
          "pasv_max_port=" + passive.ports().last());
    }
  },
  PROFTPD("proftpd", "/etc/proftpd/conf.d/sixgate.conf") {
    @Override
    public List<String> lines(PassivePorts passive) {
      return List.of(
          "UseIPv6 on",
          "MasqueradeAddress " + passive.address(),
          "PassivePorts " + passive.ports().first() + " " + passive.ports().last());
    }
  },
  PURE_FTPD("pure-ftpd", "/etc/pure-ftpd/conf/NAME, a file for each line's first word") {
    @Override
    public List<String> lines(PassivePorts passive) {
      Port first = passive.ports().first();
      return List.of(
          "ForcePassiveIP " + passive.address(),
          "PassivePortRange " + first + " " + passive.ports().last());
    }
  };

  private final String text;
  private final String file;

  FtpServer(String text, String file) {
    this.text = text;
    this.file = file;
  }

  /** Where Debian has its configuration. */
  public String file() {
    return file;
  }

  /** What goes in there. */
  public abstract List<String> lines(PassivePorts passive);

  @Override
  public String toString() {
    return text;
  }
}
