using System.Reflection;
using System.Xml.Linq;
using AuthMethods.Wire;

namespace AuthMethods.OpenApi;

/// <summary>The doc comments of this assembly, from the XML file next to it.</summary>
internal sealed class Documentation
{
    private readonly Dictionary<string, XElement> _members = [];

    public Documentation()
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{typeof(Documentation).Assembly.GetName().Name}.xml");
        if (!File.Exists(file)) return;
        // Actions have no overloads, so a name without its parameters is enough.
        foreach (var member in XDocument.Load(file).Descendants("member")) _members.TryAdd(member.Attribute("name")!.Value.Split('(')[0], member);
    }

    public string? Summary(MemberInfo member) => Text(member, "summary");

    public string? Remarks(MemberInfo member) => Text(member, "remarks");

    private string? Text(MemberInfo member, string part)
    {
        if (_members.GetValueOrDefault(IdOf(member))?.Element(part) is not { } element) return null;
        var words = string.Concat(element.Nodes().Select(Markdown)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }

    private static string IdOf(MemberInfo member) => member switch
    {
        Type type => $"T:{type.FullName}",
        MethodInfo => $"M:{member.DeclaringType!.FullName}.{member.Name}",
        _ => $"P:{member.DeclaringType!.FullName}.{member.Name}",
    };

    private static string Markdown(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
        XText text => text.Value,
        _ => "",
    };
}
