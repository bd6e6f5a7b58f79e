using System.Xml.Linq;

namespace AuthMethods.Tests.Repository;

/// <summary>
/// The packages, from a folder, in empty projects: they restore, the samples of their READMEs compile and run. <c>AUTHMETHODS_TEST_PACKAGES</c> names the
/// folder that <c>dotnet pack</c> wrote.
/// </summary>
public sealed class PackagesTests : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("authmethods-consumer-");

    private static string? Packages => Environment.GetEnvironmentVariable("AUTHMETHODS_TEST_PACKAGES");

    [SkippableTheory]
    [InlineData("xunit", "2.9.3", "xunit.runner.visualstudio", "2.8.2", "Xunit", "[Fact]")]
    [InlineData("NUnit", "4.6.1", "NUnit3TestAdapter", "6.3.1", "NUnit.Framework", "[Test]")]
    public async Task Samples_RunInAnEmptyProject(string framework, string version, string adapter, string adapterVersion, string space, string attribute)
    {
        Skip.If(Packages is null, "AUTHMETHODS_TEST_PACKAGES names no folder with packages.");
        await WriteFeedAsync();
        await WriteAsync("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="{Pinned("Microsoft.NET.Test.Sdk")}" />
                <PackageReference Include="{framework}" Version="{version}" />
                <PackageReference Include="{adapter}" Version="{adapterVersion}" />
                <PackageReference Include="AuthMethods.Testing.Graph" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        var samples = new[] { "AuthMethods.Testing", "AuthMethods.Testing.Graph" }
            .Select((package, number) => $"    {attribute}\n    public async Task Sample{number}()\n    {{\n{Sample($"src/{package}/README.md")}\n    }}\n");
        await WriteAsync("Samples.cs", $$"""
            using AuthMethods.Testing;
            using {{space}};

            public class Samples
            {
            {{string.Concat(samples)}}
            }

            // A test's own program may have any name.
            public partial class Program;
            """);

        var output = await Programs.RunAsync("dotnet", ["test", "--nologo"], _folder.FullName);

        Assert.Contains("Passed:     2", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Tool_IsInstalledAndSaysWhatItCanDo()
    {
        Skip.If(Packages is null, "AUTHMETHODS_TEST_PACKAGES names no folder with packages.");
        await WriteFeedAsync();
        var tools = Path.Combine(_folder.FullName, "tools");

        await Programs.RunAsync(
            "dotnet", ["tool", "install", "AuthMethods.Server", "--tool-path", tools, "--configfile", Path.Combine(_folder.FullName, "nuget.config")], _folder.FullName);
        var help = await Programs.RunAsync(Path.Combine(tools, "authmethods"), ["--help"], _folder.FullName);

        Assert.Contains("serve", help, StringComparison.Ordinal);
    }

    /// <summary>The package contains the server's assemblies, so it needs the packages that they need.</summary>
    [Fact]
    public void TestingPackage_NamesThePackagesOfTheServersProjects()
    {
        var server = System.IO.Directory.EnumerateFiles(RepositoryFiles.At("src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => !Path.GetFileName(project).StartsWith("AuthMethods.Test", StringComparison.Ordinal))
            .SelectMany(PackagesOf).Distinct().Where(package => package != "Microsoft.EntityFrameworkCore.Design");

        Assert.Empty(server.Except(PackagesOf(RepositoryFiles.At("src/AuthMethods.Testing/AuthMethods.Testing.csproj"))));
    }

    private static string Version => XDocument.Load(RepositoryFiles.At("Directory.Build.props")).Descendants("Version").Single().Value;

    private static string Pinned(string package) => (string)XDocument.Load(RepositoryFiles.At("Directory.Packages.props"))
        .Descendants("PackageVersion").Single(e => (string)e.Attribute("Include")! == package).Attribute("Version")!;

    private static IEnumerable<string> PackagesOf(string project) =>
        XDocument.Load(project).Descendants("PackageReference").Select(e => (string)e.Attribute("Include")!);

    private static string Sample(string page) => RepositoryFiles.Blocks(page, "csharp").First();

    /// <summary>Packages that were just built are not taken from the machine's cache, which may have older ones of the same version; others are.</summary>
    private async Task WriteFeedAsync()
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await WriteAsync("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><add key="built" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{cache}" /></fallbackPackageFolders>
            </configuration>
            """);
        foreach (var props in new[] { "Directory.Build.props", "Directory.Packages.props" }) await WriteAsync(props, "<Project />");
    }

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, file), text);

    public void Dispose() => _folder.Delete(recursive: true);
}
