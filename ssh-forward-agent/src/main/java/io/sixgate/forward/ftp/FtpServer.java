package io.sixgate.forward.ftp;

import java.util.List;

/** An FTP server of Debian, and the lines by which it announces the gateway. */
public enum FtpServer {
  VSFTPD(
      "vsftpd",
      "/etc/vsftpd.conf",
      "answers PASV with 0.0.0.0 on IPv6 connections, which most clients do not mind; EPSV is right") {
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
  PROFTPD("proftpd", "/etc/proftpd/conf.d/sixgate.conf", "") {
    @Override
    public List<String> lines(PassivePorts passive) {
      return List.of(
          "UseIPv6 on",
          "MasqueradeAddress " + passive.address(),
          "PassivePorts " + passive.ports().first() + " " + passive.ports().last());
    }
  },
  /** On an IPv6 connection ForcePassiveIP has no effect (1.0.50, dopasv). */
  PURE_FTPD(
      "pure-ftpd",
      "/etc/pure-ftpd/conf/NAME, a file for each line's first word",
      "refuses PASV on IPv6 connections, whatever ForcePassiveIP says: for clients with EPSV only") {
    @Override
    public List<String> lines(PassivePorts passive) {
      return List.of("PassivePortRange " + passive.ports().first() + " " + passive.ports().last());
    }
  };

  private final String text;
  private final String file;
  private final String remark;

  FtpServer(String text, String file, String remark) {
    this.text = text;
    this.file = file;
    this.remark = remark;
  }

  /** Where Debian has its configuration. */
  public String file() {
    return file;
  }

  /** What its clients must put up with behind a gateway to IPv6, empty for nothing. */
  public String remark() {
    return remark;
  }

  /** What goes in there. */
  public abstract List<String> lines(PassivePorts passive);

  @Override
  public String toString() {
    return text;
  }
}
