package io.lethe.cli.command;

import picocli.CommandLine.IVersionProvider;

/** Version of this build, of Java and of the operating system. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "lethe " + (version == null ? "(not packaged)" : version),
            "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name")
        };
    }
}
