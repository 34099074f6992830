namespace Pyc.Samples;

/// <summary>The module <c>geometry.py</c>: vectors are tuples there and value tuples here.</summary>
public interface IGeometry
{
    /// <summary>The global <c>LIGHT</c>: the direction to the light of the picture, of any length but 0.</summary>
    (double X, double Y, double Z) Light { get; set; }

    /// <summary>The direction, of length 1, in which a triangle looks.</summary>
    /// <exception cref="PythonValueException">Its corners lie on a line.</exception>
    (double X, double Y, double Z) TriangleNormal(
        double ax, double ay, double az, double bx, double by, double bz, double cx, double cy, double cz);

    /// <summary>Whether p lies in the triangle abc.</summary>
    bool PointInTriangle(double px, double py, double ax, double ay, double bx, double by, double cx, double cy);

    /// <summary>Where the segments ab and cd meet; null where they do not, or are parallel.</summary>
    (double X, double Y)? SegmentIntersection(
        double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy);

    /// <summary>The distance of p from the segment ab.</summary>
    double DistanceToSegment(double px, double py, double ax, double ay, double bx, double by);

    /// <summary>The area of the plot of land that the module's global <c>PLOT</c> describes.</summary>
    double PlotArea();

    /// <summary>Whether a point lies in it.</summary>
    bool PointInPlot(double x, double y);

    /// <summary>How far from it a point lies.</summary>
    double DistanceToPlot(double x, double y);

    /// <summary>Where a straight way from a to b crosses its border for the first time; null where it does not.</summary>
    (double X, double Y)? WalkIntoPlot(double ax, double ay, double bx, double by);

    /// <summary>The distance of two places on the globe in km.</summary>
    /// <exception cref="PythonValueException">A latitude is out of range.</exception>
    double Haversine(double latitude1, double longitude1, double latitude2, double longitude2);

    /// <summary>Likewise on a globe of another radius, in the radius' unit.</summary>
    double Haversine(double latitude1, double longitude1, double latitude2, double longitude2, double radius);

    /// <summary>Where one comes to who sets out in a direction, in degrees from north, and goes that many km.</summary>
    (double Latitude, double Longitude) Destination(double latitude, double longitude, double bearing, double distance);

    /// <summary>Where a ray from o in the direction of d meets a sphere, and the normal there; null where it does not.</summary>
    ((double X, double Y, double Z) Point, (double X, double Y, double Z) Normal)? RaySphere(
        double ox, double oy, double oz, double dx, double dy, double dz, double cx, double cy, double cz, double radius);

    /// <summary>The light at a place of the picture, from 0 to 1; x and y are from -1 to 1.</summary>
    double Brightness(double x, double y);

    /// <summary>Likewise, as one of 9 shades.</summary>
    int ShadeIndex(double x, double y);
}
